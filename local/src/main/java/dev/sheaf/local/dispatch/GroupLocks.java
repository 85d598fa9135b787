package dev.sheaf.local.dispatch;

import java.util.HashSet;
import java.util.Set;

/**
 * Keeps a message group to one invocation at a time. The queue does so while messages are invisible;
 * this also holds when a visibility timeout runs out before its invocation has ended.
 */
final class GroupLocks {
  private final Set<String> held = new HashSet<>();

  synchronized void take(Set<String> groups) throws InterruptedException {
    while (groups.stream().anyMatch(held::contains)) {
      wait();
    }
    held.addAll(groups);
  }

  synchronized void release(Set<String> groups) {
    held.removeAll(groups);
    notifyAll();
  }
}
