/**
 * In-memory fakes of the ports, and the contract tests that fakes and real adapters both pass. Part
 * of this module's test jar.
 */
package dev.sheaf.core.testing;
