package dev.sheaf.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Computes the intrinsic functions of a template: Ref, Sub, GetAtt, Join, Select, If, conditions. */
final class Evaluator {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)}");

  /** What {@code !Ref AWS::NoValue} gives: as if the property were not written. */
  static final Object NO_VALUE = new Object();

  private final Names names;
  private final Map<String, Object> conditions;

  Evaluator(Names names, Map<String, Object> conditions) {
    this.names = names;
    this.conditions = Map.copyOf(conditions);
  }

  /** The plain value: text, number, truth value, list or map; {@link #NO_VALUE} where left out. */
  Object value(Object raw) {
    Object value = TemplateYaml.withTags(raw);
    if (value instanceof Intrinsic intrinsic) {
      return call(intrinsic);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::value).filter(item -> item != NO_VALUE).toList();
    }
    if (value instanceof Map<?, ?> map) {
      return values(map);
    }
    return value;
  }

  /** The plain values of a map, without those left out. */
  Map<String, Object> values(Map<?, ?> map) {
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach(
        (key, item) -> {
          Object value = value(item);
          if (value != NO_VALUE) {
            values.put(String.valueOf(key), value);
          }
        });
    return values;
  }

  private Object call(Intrinsic intrinsic) {
    return switch (intrinsic.name()) {
      case "Ref" -> intrinsic.argument().equals("AWS::NoValue") ? NO_VALUE : ref(intrinsic);
      case "Sub" -> substitute(intrinsic.argument());
      case "GetAtt" -> attribute(intrinsic.argument());
      case "Join" -> join(arguments(intrinsic, 2));
      case "Select" -> select(arguments(intrinsic, 2));
      case "If" -> choose(arguments(intrinsic, 3));
      case "Condition", "Equals", "Not", "And", "Or" -> holds(intrinsic);
      default -> throw new TemplateException("!" + intrinsic.name() + " is not understood here");
    };
  }

  private String ref(Intrinsic intrinsic) {
    return names.ref(String.valueOf(intrinsic.argument()));
  }

  private String text(Object raw) {
    return String.valueOf(value(raw));
  }

  private String substitute(Object argument) {
    if (argument instanceof List<?> pair && pair.size() == 2) {
      return substitute(String.valueOf(pair.get(0)), values((Map<?, ?>) pair.get(1)));
    }
    return substitute(String.valueOf(argument), Map.of());
  }

  private String substitute(String template, Map<String, Object> own) {
    Matcher placeholders = PLACEHOLDER.matcher(template);
    return placeholders.replaceAll(
        found -> Matcher.quoteReplacement(placeholder(found.group(1), found.group(2), own)));
  }

  private String placeholder(String literal, String name, Map<String, Object> own) {
    if (!literal.isEmpty()) {
      return "${" + name + "}";
    }
    Object value = own.get(name);
    if (value != null) {
      return String.valueOf(value);
    }
    return name.contains(".") ? attribute(name) : names.ref(name);
  }

  private String attribute(Object argument) {
    String path =
        argument instanceof List<?> parts
            ? parts.stream().map(this::text).collect(Collectors.joining("."))
            : String.valueOf(argument);
    int dot = path.indexOf('.');
    if (dot < 0) {
      throw new TemplateException("!GetAtt " + path + " names no attribute");
    }
    return names.attribute(path.substring(0, dot), path.substring(dot + 1));
  }

  private String join(List<?> arguments) {
    return ((List<?>) value(arguments.get(1)))
        .stream().map(String::valueOf).collect(Collectors.joining(text(arguments.get(0))));
  }

  private Object select(List<?> arguments) {
    return ((List<?>) value(arguments.get(1))).get(Integer.parseInt(text(arguments.get(0))));
  }

  private Object choose(List<?> arguments) {
    return value(arguments.get(condition(String.valueOf(arguments.get(0))) ? 1 : 2));
  }

  /** Whether the named condition holds. */
  boolean condition(String name) {
    Object condition = conditions.get(name);
    if (condition == null) {
      throw new TemplateException("there is no condition " + name);
    }
    return holds(condition);
  }

  private boolean holds(Object raw) {
    if (!(TemplateYaml.withTags(raw) instanceof Intrinsic test)) {
      throw new TemplateException("not a condition: " + raw);
    }
    return switch (test.name()) {
      case "Condition" -> condition(String.valueOf(test.argument()));
      case "Equals" -> {
        List<?> sides = arguments(test, 2);
        yield text(sides.get(0)).equals(text(sides.get(1)));
      }
      case "Not" -> !holds(arguments(test, 1).get(0));
      case "And" -> ((List<?>) test.argument()).stream().allMatch(this::holds);
      case "Or" -> ((List<?>) test.argument()).stream().anyMatch(this::holds);
      default -> throw new TemplateException("!" + test.name() + " is not a condition");
    };
  }

  private static List<?> arguments(Intrinsic intrinsic, int count) {
    if (intrinsic.argument() instanceof List<?> list && list.size() == count) {
      return list;
    }
    throw new TemplateException("!%s takes %d arguments".formatted(intrinsic.name(), count));
  }
}
