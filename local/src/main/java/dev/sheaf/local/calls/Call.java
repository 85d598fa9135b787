package dev.sheaf.local.calls;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A kind of remote call.
 *
 * @param caller a function's id, or {@link CallCount#POLLERS}
 * @param service as the SDK names it, such as {@code S3}
 * @param operation as the SDK names it, such as {@code PutObject}
 */
public record Call(String caller, String service, String operation) implements Comparable<Call> {
  private static final Comparator<Call> ORDER =
      Comparator.comparing(Call::service)
          .thenComparing(Call::operation)
          .thenComparing(Call::caller);

  public Call {
    requireNonNull(caller);
    requireNonNull(service);
    requireNonNull(operation);
  }

  @Override
  public int compareTo(Call other) {
    return ORDER.compare(this, other);
  }
}
