package dev.sheaf.local.store;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Holds a store until its standard input ends. Arguments: folder, and "silent" to say nothing. */
final class StoreHolderProcess {
  private StoreHolderProcess() {}

  public static void main(String[] arguments) throws Exception {
    StoreAccess access =
        StoreLock.open(Path.of(arguments[0]), Duration.ZERO, InstantSource.system());
    if (!(access instanceof StoreAccess.Held held)) {
      System.out.println("not held");
      return;
    }
    if (arguments.length == 1) {
      held.lock().publish("up", Map.of("s3", URI.create("http://127.0.0.1:1234")));
    }
    System.out.println("held");
    while (System.in.read() >= 0) {
      // Until the end.
    }
    held.lock().close();
  }
}
