package dev.sheaf.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sheaf.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a commit writes beside its rows grows with what it changes, not with what there is. */
class ManifestBytesTest {
  private static final int MEGABYTE = 1_000_000;

  private final ManifestHistory history = new ManifestHistory(new Random(12));

  /** Bytes that lie in the lake, all of them written once. */
  private long bytes() {
    return history.store.list(ManifestHistory.BUCKET, "").stream()
        .mapToLong(object -> object.sizeBytes())
        .sum();
  }

  /** A dataset of so many parts, each of an upload of its own. */
  private void grow(int parts) {
    List<Contribution> contributions = history.contributions();
    List<Part> all = history.parts();
    while (all.size() < parts) {
      var upload = history.upload();
      contributions.add(history.contribution(upload, 1, List.of()));
      all.add(history.part(List.of(upload.id())));
    }
    history.commit(contributions, all);
  }

  @Test
  void aThousandCommitsOfOnePartWriteLittleMoreThanTheParts() {
    for (int commit = 0; commit < 1000; commit++) {
      history.append();
    }
    System.out.printf("1,000 commits of one part: %,d bytes%n", bytes());
    assertThat(bytes()).isLessThan(40 * MEGABYTE);
  }

  @Test
  void oneMorePartWritesNotMuchMoreThanItsOwnPage() {
    for (int parts : new int[] {10, 1_000, 10_000, 100_000}) {
      grow(parts);
      long before = bytes();
      history.append();
      long written = bytes() - before;
      // Whenever four pages become one: a full page of each kind, at most.
      long most = written + largest(root().parts(), page -> page.object().bytes());
      most += largest(root().contributions(), page -> page.object().bytes());
      System.out.printf("one more part than %,d: %,d bytes, %,d at most%n", parts, written, most);
      assertThat(most).isLessThan(2 * MEGABYTE);
    }
  }

  private SnapshotRoot root() {
    ManifestStore.Stored head = history.stored.get(history.stored.size() - 1);
    return Json.read(history.lake.require(head.key()), SnapshotRoot.class);
  }

  private static <T> long largest(List<T> pages, ToLongFunction<T> bytes) {
    return pages.stream().mapToLong(bytes).max().orElse(0);
  }

  @Test
  void scatteredUploadsAreNoListsOfIds() {
    List<Contribution> contributions = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int upload = 0; upload < 10_000; upload++) {
      var one = history.upload();
      ids.add(one.id());
      contributions.add(history.contribution(one, 1, List.of()));
    }
    Random random = new Random(7);
    List<Part> parts =
        IntStream.range(0, 64)
            .mapToObj(
                part -> history.part(ids.stream().filter(id -> random.nextInt(10) > 0).toList()))
            .toList();
    history.commit(contributions, parts);

    long pages = root().parts().stream().mapToLong(page -> page.object().bytes()).sum();
    System.out.printf("64 parts of 10,000 uploads: %,d bytes%n", pages);
    assertThat(pages).isLessThan(MEGABYTE);
  }
}
