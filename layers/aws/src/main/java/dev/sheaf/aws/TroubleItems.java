package dev.sheaf.aws;

import dev.sheaf.core.run.TaskMessage;
import dev.sheaf.core.run.TaskTrouble;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How the trouble with a task is kept: beside its fact. */
final class TroubleItems {
  private static final int LONGEST_ERROR = 500;

  private TroubleItems() {}

  static ItemKey key(TaskMessage task, int group) {
    return TableKeys.trouble(task.run(), task.round(), group, task.task());
  }

  static TaskTrouble trouble(Map<String, AttributeValue> item) {
    @Nullable AttributeValue error = item.get("error");
    return new TaskTrouble(
        names(item, "begun"), names(item, "ended"), error == null ? null : error.s());
  }

  /** For people; the whole of it is in the function's log. */
  static String shortened(String error) {
    return error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR) + "...";
  }

  private static Set<String> names(Map<String, AttributeValue> item, String attribute) {
    @Nullable AttributeValue value = item.get(attribute);
    return value == null ? Set.of() : Set.copyOf(value.ss());
  }
}
