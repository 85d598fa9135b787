package dev.sheaf.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How messages are delivered: what the protocol counts on, and what the simulation simulates. */
public abstract class DeliveryContract {
  /** After so many receives in vain a message is a dead letter. */
  protected static final int MAX_RECEIVES = 5;

  /**
   * A message in somebody's hand.
   *
   * @param delivery 1 when it is received for the first time
   * @param receipt what the queue wants to see of whoever has it
   */
  public record Received(String body, int delivery, Object receipt) {}

  /** A queue with a dead-letter queue. */
  public interface Delivery {

    /**
     * @param group without meaning in a standard queue
     */
    void send(String body, String group);

    /** The next message, waiting a while for it; hidden from others then. */
    Optional<Received> receive();

    void delete(Received message);

    /** Lets the visibility timeout of a message run out. */
    void expire(Received message);

    /** Takes a dead letter out, waiting a while for it. */
    Optional<String> deadLetter();
  }

  /** A new standard queue. */
  protected abstract Delivery standard();

  /** A new FIFO queue. */
  protected abstract Delivery fifo();

  @Test
  void aReceivedMessageIsHiddenUntilItsTimeIsUp() {
    Delivery queue = standard();
    queue.send("a", "g");
    Received first = queue.receive().orElseThrow();
    assertThat(first.delivery()).isEqualTo(1);
    assertThat(queue.receive()).isEmpty();

    queue.expire(first);
    Received again = queue.receive().orElseThrow();
    assertThat(again.body()).isEqualTo("a");
    assertThat(again.delivery()).isEqualTo(2);
  }

  @Test
  void aDeletedMessageDoesNotComeAgain() {
    Delivery queue = standard();
    queue.send("a", "g");
    queue.delete(queue.receive().orElseThrow());

    assertThat(queue.receive()).isEmpty();
  }

  @Test
  void aMessageReceivedInVainTooOftenIsADeadLetter() {
    Delivery queue = standard();
    queue.send("poison", "g");
    for (int delivery = 1; delivery <= MAX_RECEIVES; delivery++) {
      Received received = queue.receive().orElseThrow();
      assertThat(received.delivery()).isEqualTo(delivery);
      queue.expire(received);
    }

    assertThat(queue.receive()).isEmpty();
    assertThat(queue.deadLetter()).hasValue("poison");
    assertThat(queue.deadLetter()).isEmpty();
  }

  @Test
  void aGroupIsInOrderAndWaitsForItsFirst() {
    Delivery queue = fifo();
    queue.send("a1", "a");
    queue.send("a2", "a");
    queue.send("b1", "b");
    List<Received> received = new ArrayList<>();
    queue.receive().ifPresent(received::add);
    queue.receive().ifPresent(received::add);
    assertThat(received).extracting(Received::body).containsExactlyInAnyOrder("a1", "b1");
    assertThat(queue.receive()).as("a1 is in work").isEmpty();

    Received first = received.get(received.get(0).body().equals("a1") ? 0 : 1);
    queue.expire(first);
    Received again = queue.receive().orElseThrow();
    assertThat(again.body()).isEqualTo("a1");
    queue.delete(again);
    assertThat(queue.receive().orElseThrow().body()).isEqualTo("a2");
  }

  @Test
  void aGroupGoesOnBehindADeadLetter() {
    Delivery queue = fifo();
    queue.send("poison", "g");
    queue.send("next", "g");
    for (int delivery = 1; delivery <= MAX_RECEIVES; delivery++) {
      queue.expire(queue.receive().orElseThrow());
    }

    assertThat(queue.receive().orElseThrow().body()).isEqualTo("next");
    assertThat(queue.deadLetter()).hasValue("poison");
  }
}
