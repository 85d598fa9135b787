package dev.sheaf.local.session;

import dev.sheaf.local.template.Bucket;
import dev.sheaf.local.template.Table;
import dev.sheaf.local.template.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** The names that the template gives to what a store consists of. */
public record Resources(String landingBucket, String lakeBucket, String table) {

  static Resources of(Template template) {
    return new Resources(
        named(template.buckets(), Bucket::id, "LandingBucket").name(),
        named(template.buckets(), Bucket::id, "LakeBucket").name(),
        named(template.tables(), Table::id, "Table").name());
  }

  /** As shell variables: where to upload, where the results are. */
  public Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("SHEAF_LANDING_BUCKET", landingBucket);
    variables.put("SHEAF_LAKE_BUCKET", lakeBucket);
    variables.put("SHEAF_TABLE", table);
    return variables;
  }

  private static <T> T named(Iterable<T> resources, Function<T, String> id, String wanted) {
    for (T resource : resources) {
      if (id.apply(resource).equals(wanted)) {
        return resource;
      }
    }
    throw new NoSuchElementException("the template has no " + wanted);
  }
}
