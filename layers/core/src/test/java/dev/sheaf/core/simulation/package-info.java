/**
 * The whole protocol in one deterministic world: the real intake, processor and integrator over ports
 * in memory, scheduled and disturbed by a seed. Begin with {@link
 * dev.sheaf.core.simulation.Simulation}.
 */
package dev.sheaf.core.simulation;
