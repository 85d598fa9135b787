package dev.sheaf.core.simulation;

/** The functions. */
enum Role {
  SEGMENTER,
  PROCESSOR,
  INTEGRATOR,
  KEEPER
}
