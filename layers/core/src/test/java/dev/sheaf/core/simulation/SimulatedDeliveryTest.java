package dev.sheaf.core.simulation;

import dev.sheaf.core.testing.DeliveryContract;
import java.util.Optional;

/** The queues of the simulation deliver as SQS does. */
class SimulatedDeliveryTest extends DeliveryContract {

  private record Receipt(MessageQueue.Entry<String> entry, int number) {}

  private record Simulated(MessageQueue<String> queue) implements Delivery {

    @Override
    public void send(String body, String group) {
      queue.send(body, group);
    }

    @Override
    public Optional<Received> receive() {
      return queue.visible().stream().findFirst().map(this::receive);
    }

    private Received receive(MessageQueue.Entry<String> entry) {
      int number = queue.receive(entry);
      return new Received(entry.message(), number, new Receipt(entry, number));
    }

    @Override
    public void delete(Received message) {
      Receipt receipt = (Receipt) message.receipt();
      queue.delete(receipt.entry(), receipt.number());
    }

    @Override
    public void expire(Received message) {
      Receipt receipt = (Receipt) message.receipt();
      queue.expire(receipt.entry(), receipt.number());
    }

    @Override
    public Optional<String> deadLetter() {
      return queue.hasDeadLetters() ? Optional.of(queue.takeDeadLetter()) : Optional.empty();
    }
  }

  @Override
  protected Delivery standard() {
    return new Simulated(new MessageQueue<>(MessageQueue.Order.ANY, MAX_RECEIVES));
  }

  @Override
  protected Delivery fifo() {
    return new Simulated(new MessageQueue<>(MessageQueue.Order.FIFO, MAX_RECEIVES));
  }
}
