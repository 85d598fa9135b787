package dev.sheaf.core.aggregate;

/** States that are sums, known to the last bit. */
interface ExactSums extends GroupStates {

  /** The sum of the group; of doubles, that of the finite ones. */
  ExactSum sum(int group);
}
