/**
 * What schedules do: going on with runs that nothing moves any more, finding uploads whose event was
 * lost, judging tasks that kept failing, and removing objects that nothing refers to.
 */
@org.jspecify.annotations.NullMarked
package dev.sheaf.core.keeper;
