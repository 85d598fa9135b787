package dev.sheaf.local.provision;

import dev.sheaf.local.template.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * A template whose resources exist, and where they are. All maps are by logical id.
 *
 * @param environments variables of each function, with those of the endpoints
 */
public record Deployment(
    Template template,
    Endpoints endpoints,
    Map<String, String> bucketNames,
    Map<String, String> queueUrls,
    Map<String, String> tableNames,
    Map<String, Map<String, String>> environments) {

  public Deployment {
    Objects.requireNonNull(template);
    Objects.requireNonNull(endpoints);
    bucketNames = Map.copyOf(bucketNames);
    queueUrls = Map.copyOf(queueUrls);
    tableNames = Map.copyOf(tableNames);
    environments = Map.copyOf(environments);
  }

  /**
   * The name of a bucket.
   *
   * @throws NoSuchElementException if the template has no such bucket
   */
  public String bucketName(String id) {
    return known(bucketNames, id);
  }

  /**
   * The URL of a queue.
   *
   * @throws NoSuchElementException if the template has no such queue
   */
  public String queueUrl(String id) {
    return known(queueUrls, id);
  }

  /**
   * The name of a table.
   *
   * @throws NoSuchElementException if the template has no such table
   */
  public String tableName(String id) {
    return known(tableNames, id);
  }

  /**
   * The variables of a function.
   *
   * @throws NoSuchElementException if the template has no such function
   */
  public Map<String, String> environment(String functionId) {
    return known(environments, functionId);
  }

  /** The same, with variables added to every function's. */
  public Deployment withVariables(Map<String, String> more) {
    Map<String, Map<String, String>> merged = new LinkedHashMap<>();
    environments.forEach(
        (id, variables) -> {
          Map<String, String> all = new LinkedHashMap<>(variables);
          all.putAll(more);
          merged.put(id, Map.copyOf(all));
        });
    return new Deployment(template, endpoints, bucketNames, queueUrls, tableNames, merged);
  }

  private static <V> V known(Map<String, V> values, String id) {
    V value = values.get(id);
    if (value == null) {
      throw new NoSuchElementException("the template has no " + id);
    }
    return value;
  }
}
