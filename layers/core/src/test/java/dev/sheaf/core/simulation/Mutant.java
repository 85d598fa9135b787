package dev.sheaf.core.simulation;

import dev.sheaf.core.testing.InMemoryTable;

/** A world with one thing done wrong on purpose. */
interface Mutant {
  /** Everything is right. */
  Mutant NONE = new Mutant() {};

  default InMemoryTable table() {
    return new InMemoryTable();
  }

  /** The ports as a function sees them. */
  default Ports seenBy(Role role, Ports ports, World world) {
    return ports;
  }
}
