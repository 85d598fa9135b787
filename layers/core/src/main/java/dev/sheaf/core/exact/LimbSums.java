package dev.sheaf.core.exact;

/** Sums of whole numbers, which an unscaled decimal is too. */
abstract class LimbSums implements ExactSums {
  final Limbs limbs;

  /** No values; see {@link Limbs#Limbs}. */
  LimbSums(int width) {
    this.limbs = new Limbs(width);
  }

  @Override
  public final void reserve(int groups) {
    limbs.reserve(groups);
  }

  @Override
  public final ExactSum sum(int group) {
    return new ExactSum(limbs.value(group), 0);
  }

  @Override
  public final void merge(int group, StateInput in) {
    limbs.merge(group, in);
  }

  @Override
  public final void write(int group, StateOutput out) {
    limbs.write(group, out);
  }

  @Override
  public final void clear(int group) {
    limbs.clear(group);
  }

  @Override
  public final long heapBytes() {
    return limbs.heapBytes();
  }
}
