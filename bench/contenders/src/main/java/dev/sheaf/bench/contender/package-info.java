/** The ways to read orders that are compared, Sheaf among them. */
package dev.sheaf.bench.contender;
