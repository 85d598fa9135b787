package dev.sheaf.core.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An SQS queue: each message is there until it is deleted, and hidden while someone works on it. */
final class MessageQueue<M> {

  /** In which order messages can be received. */
  enum Order {
    ANY,
    /** A group's oldest only, and none while it is worked on. */
    FIFO
  }

  /** A message on its way. */
  static final class Entry<M> {
    private final M message;
    private final String group;
    private int receives;
    private boolean hidden;

    private Entry(M message, String group) {
      this.message = message;
      this.group = group;
    }

    M message() {
      return message;
    }
  }

  private final Order order;
  private final int maxReceives;
  private final List<Entry<M>> entries = new ArrayList<>();
  private final List<M> deadLetters = new ArrayList<>();

  /**
   * @param maxReceives after as many receives in vain a message becomes a dead letter
   */
  MessageQueue(Order order, int maxReceives) {
    this.order = order;
    this.maxReceives = maxReceives;
  }

  void send(M message, String group) {
    entries.add(new Entry<>(message, group));
  }

  /** Whether nothing waits; what is being worked on does not count. */
  boolean isEmpty() {
    return entries.stream().allMatch(entry -> entry.hidden);
  }

  /** What can be received now. */
  List<Entry<M>> visible() {
    List<Entry<M>> visible = new ArrayList<>();
    Set<String> blocked = new HashSet<>();
    for (Entry<M> entry : entries) {
      boolean first = order == Order.ANY || blocked.add(entry.group);
      if (first && !entry.hidden) {
        visible.add(entry);
      }
    }
    return visible;
  }

  /**
   * @return a receipt
   */
  int receive(Entry<M> entry) {
    entry.hidden = true;
    return ++entry.receives;
  }

  /** Deletes a message; in a FIFO queue not for someone whose receipt is out of date. */
  void delete(Entry<M> entry, int receipt) {
    if (order == Order.ANY || receipt == entry.receives) {
      entries.remove(entry);
    }
  }

  /** The visibility timeout of this receive has passed, or its consumer said that it failed. */
  void expire(Entry<M> entry, int receipt) {
    if (receipt != entry.receives) {
      return;
    }
    entry.hidden = false;
    if (entry.receives >= maxReceives && entries.remove(entry)) {
      deadLetters.add(entry.message);
    }
  }

  boolean hasDeadLetters() {
    return !deadLetters.isEmpty();
  }

  M takeDeadLetter() {
    return deadLetters.remove(0);
  }
}
