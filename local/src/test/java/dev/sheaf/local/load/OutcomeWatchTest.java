package dev.sheaf.local.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sheaf.core.run.RunDocuments;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.store.Lake;
import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.core.testing.InMemoryObjectStore;
import dev.sheaf.core.testing.InMemoryTable;
import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadState;
import dev.sheaf.local.session.Pickup;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutcomeWatchTest {
  private static final Upload UPLOAD =
      new Upload(
          new ObjectVersion("landing", "orders/shop/a.csv", null, "etag", Instant.EPOCH, 7),
          "orders",
          "shop");

  private final InMemoryTable table = new InMemoryTable();
  private final InMemoryObjectStore store =
      new InMemoryObjectStore(
          InMemoryObjectStore.Versioning.values()[0], InstantSource.fixed(Instant.EPOCH));

  @BeforeEach
  void anUploadIsInARun() {
    table.putUpload(UPLOAD);
    table.claim(UPLOAD, 1, "run");
  }

  @Test
  void aHintThatWasLostIsMadeUpFor() throws InterruptedException {
    Map<String, UploadItem> known =
        watch(
            new Halted() {
              @Override
              public void recover() {
                table.settle(UPLOAD, "run", UploadOutcome.LOADED);
              }
            });

    assertThat(known.get(UPLOAD.id()).state()).isEqualTo(UploadState.LOADED);
  }

  @Test
  void whatRecoveryDoesNotMoveHasStalled() {
    int[] recoveries = {0};

    assertThatThrownBy(
            () ->
                watch(
                    new Halted() {
                      @Override
                      public void recover() {
                        recoveries[0]++;
                      }
                    }))
        .isInstanceOf(StalledException.class)
        .hasMessageContaining("1 of 1 uploads have no outcome")
        .hasMessageContaining("the disk is full");
    assertThat(recoveries[0]).isEqualTo(1);
  }

  @Test
  void whereRecoveriesGetLostManyAreTried() {
    int[] recoveries = {0};

    assertThatThrownBy(
            () ->
                watch(
                    new Halted() {
                      @Override
                      public void recover() {
                        recoveries[0]++;
                      }

                      @Override
                      public int vainRecoveries() {
                        return 3;
                      }
                    }))
        .isInstanceOf(StalledException.class);
    assertThat(recoveries[0]).isEqualTo(3);
  }

  @Test
  void anUploadThatNobodyHasSeenIsAnnouncedAgain() throws InterruptedException {
    Upload unseen =
        new Upload(
            new ObjectVersion("landing", "orders/shop/b.csv", null, "etag", Instant.EPOCH, 7),
            "orders",
            "shop");
    Map<String, UploadItem> known =
        watch(
            unseen,
            new Halted() {
              @Override
              public void recover() {}

              @Override
              public void announce(List<ObjectVersion> objects) {
                assertThat(objects).containsExactly(unseen.object());
                table.putUpload(unseen);
                table.settleUnclaimed(unseen, UploadOutcome.LOADED);
              }
            });

    assertThat(known.get(unseen.id()).state()).isEqualTo(UploadState.LOADED);
  }

  private Map<String, UploadItem> watch(Pickup pickup) throws InterruptedException {
    return watch(UPLOAD, pickup);
  }

  private Map<String, UploadItem> watch(Upload upload, Pickup pickup) throws InterruptedException {
    return new OutcomeWatch(
            new UploadRecords(table),
            new RunTally(new RunDocuments(new Lake(store, "lake")), table),
            new Silent())
        .await(List.of(upload), pickup, OutcomeWatch.Waiting.FOR_NOTHING);
  }

  /** Nothing is under way. */
  private abstract static class Halted implements Pickup {
    @Override
    public void announce(List<ObjectVersion> objects) {}

    @Override
    public boolean idle() {
      return true;
    }

    @Override
    public void finish() {}

    @Override
    public int vainRecoveries() {
      return 1;
    }

    @Override
    public String lastFailure() {
      return "the disk is full";
    }

    @Override
    public void close() {}
  }

  private static final class Silent implements LoadListener {
    @Override
    public void defined(String dataset, DefinitionChange change) {}

    @Override
    public void delivered(Delivered delivered, int files) {}

    @Override
    public void standing(Standing standing) {}
  }
}
