package dev.sheaf.local.template;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One place in the template and what stands there; every complaint names the place. */
record Section(String place, @Nullable Object value) {

  boolean present() {
    return value != null;
  }

  /** What stands under a key; absent if the key, or this section, is. */
  Section at(String key) {
    return new Section(place + "." + key, value == null ? null : map().get(key));
  }

  Map<String, Object> map() {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw expected("a map");
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    map.forEach((key, item) -> entries.put(String.valueOf(key), item));
    return entries;
  }

  /** The entries of a map, each with its place. */
  Map<String, Section> entries() {
    Map<String, Section> entries = new LinkedHashMap<>();
    map().forEach((key, item) -> entries.put(key, new Section(place + "." + key, item)));
    return entries;
  }

  List<Section> items() {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw expected("a list");
    }
    return list.stream().map(item -> new Section(place + "[]", item)).toList();
  }

  String text() {
    if (value == null || value instanceof Map || value instanceof List) {
      throw expected("a text");
    }
    return value.toString();
  }

  Optional<String> optionalText() {
    return value == null ? Optional.empty() : Optional.of(text());
  }

  int number(int otherwise) {
    return value == null ? otherwise : number();
  }

  int number() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException e) {
      throw expected("a number");
    }
  }

  Duration seconds(Duration otherwise) {
    return value == null ? otherwise : Duration.ofSeconds(number());
  }

  boolean truth() {
    return value != null && Boolean.parseBoolean(text());
  }

  private TemplateException expected(String what) {
    return new TemplateException(
        "%s should be %s, is %s".formatted(place, what, value == null ? "missing" : value));
  }
}
