package dev.sheaf.core.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * An upload to be made, at a key that others may have too.
 *
 * @param items its rows
 * @param text its content
 */
record Delivery<T>(String key, List<T> items, String text) {

  String source() {
    return key.split("/", -1)[1];
  }

  /** Of those that have the same place the last one, in their order. */
  static <T> List<Delivery<T>> newest(
      List<Delivery<T>> deliveries, Function<Delivery<T>, String> place) {
    Map<String, Delivery<T>> newest = new HashMap<>();
    deliveries.forEach(delivery -> newest.put(place.apply(delivery), delivery));
    return deliveries.stream().filter(one -> newest.get(place.apply(one)) == one).toList();
  }

  /**
   * Makes the uploads in order, and tells of them in any order, in one or several runs.
   *
   * @param trouble of 100 messages are lost, and as many doubled
   */
  static <T> void load(
      MemorySheaf sheaf, List<Delivery<T>> deliveries, Random random, int trouble) {
    List<Delivery<T>> untold = new ArrayList<>();
    for (Delivery<T> delivery : deliveries) {
      sheaf.upload(delivery.key(), delivery.text());
      untold.add(delivery);
      if (random.nextInt(100) < trouble) {
        tell(sheaf, untold, random, trouble);
      }
    }
    Collections.shuffle(untold, random);
    tell(sheaf, untold, random, trouble);
  }

  private static <T> void tell(
      MemorySheaf sheaf, List<Delivery<T>> untold, Random random, int trouble) {
    for (Delivery<T> delivery : untold) {
      sheaf.event(delivery.key());
      if (random.nextBoolean()) {
        sheaf.settle(random, trouble);
      }
    }
    untold.clear();
    sheaf.settle(random, trouble);
  }
}
