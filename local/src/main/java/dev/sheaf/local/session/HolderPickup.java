package dev.sheaf.local.session;

import dev.sheaf.core.store.ObjectVersion;
import dev.sheaf.local.store.Holder;
import java.util.List;

/** Another process, which watches the landing bucket and recovers by itself. */
final class HolderPickup implements Pickup {
  private final Holder holder;

  HolderPickup(Holder holder) {
    this.holder = holder;
  }

  @Override
  public void recover() {}

  @Override
  public void announce(List<ObjectVersion> objects) {}

  @Override
  public boolean idle() {
    if (ProcessHandle.of(holder.pid()).filter(ProcessHandle::isAlive).isEmpty()) {
      throw SessionException.holderEnded(holder);
    }
    return false;
  }

  @Override
  public void finish() {}

  @Override
  public int vainRecoveries() {
    return 1;
  }

  @Override
  public String lastFailure() {
    return "";
  }

  @Override
  public void close() {}
}
