package dev.sheaf.local.template;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a template is deployed: the pseudo parameters and the values of its parameters.
 *
 * @param parameters those that differ from the template's defaults
 */
public record Stack(
    String name,
    String partition,
    String region,
    String accountId,
    Map<String, String> parameters) {

  public Stack {
    requireNonNull(name);
    requireNonNull(partition);
    requireNonNull(region);
    requireNonNull(accountId);
    parameters = Map.copyOf(parameters);
  }

  /** The stack {@code sheaf} in the account that embedded endpoints and emulators use. */
  public static Stack local(Map<String, String> parameters) {
    return new Stack("sheaf", "aws", "us-east-1", "000000000000", parameters);
  }

  /** The ARN of a resource here, such as {@code arn:aws:sqs:us-east-1:000000000000:name}. */
  public String arn(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s".formatted(partition, service, region, accountId, resource);
  }

  /** The value of a pseudo parameter, or of a given one; null if there is none. */
  @Nullable String value(String parameter) {
    return switch (parameter) {
      case "AWS::StackName" -> name;
      case "AWS::Partition" -> partition;
      case "AWS::Region" -> region;
      case "AWS::AccountId" -> accountId;
      case "AWS::URLSuffix" -> "amazonaws.com";
      default -> parameters.get(parameter);
    };
  }
}
