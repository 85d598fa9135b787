package dev.sheaf.local.contract;

import dev.sheaf.core.testing.DeliveryContract;

/** The contract of delivery, kept by an endpoint of SQS. */
abstract class SqsDeliveryContract extends DeliveryContract {
  private final DeliveryFixture queues;

  SqsDeliveryContract(DeliveryFixture queues) {
    this.queues = queues;
  }

  @Override
  protected Delivery standard() {
    return queues.standard(MAX_RECEIVES);
  }

  @Override
  protected Delivery fifo() {
    return queues.fifo(MAX_RECEIVES);
  }
}
