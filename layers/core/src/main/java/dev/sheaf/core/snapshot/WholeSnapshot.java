package dev.sheaf.core.snapshot;

import dev.sheaf.core.dataset.RowSchema;
import java.util.List;
import java.util.Set;

/** A snapshot of which everything is known. */
record WholeSnapshot(Manifest manifest) implements Snapshot {

  @Override
  public String dataset() {
    return manifest.dataset();
  }

  @Override
  public int version() {
    return manifest.version();
  }

  @Override
  public RowSchema schema() {
    return manifest.schema();
  }

  @Override
  public long rows() {
    return manifest.rows();
  }

  @Override
  public long bytes() {
    return manifest.bytes();
  }

  @Override
  public int partCount() {
    return manifest.parts().size();
  }

  @Override
  public List<Part> parts(List<Predicate> predicates) {
    return new PartPruning(schema()).prune(manifest.parts(), predicates);
  }

  @Override
  public void addObjects(Set<String> keys) {
    manifest.parts().forEach(part -> keys.add(part.key()));
    manifest.contributions().forEach(contribution -> contribution.addObjects(keys));
    StateObject states = manifest.states();
    if (states != null) {
      keys.add(states.key());
    }
  }
}
