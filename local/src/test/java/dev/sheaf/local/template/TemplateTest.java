package dev.sheaf.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("template.yaml")
class TemplateTest {
  private static final Rule VISIBILITY = rule(DeploymentRules::visibility);
  private static final Rule FAILURE_REPORTS = rule(DeploymentRules::failureReports);
  private static final Rule DEAD_LETTERS = rule(DeploymentRules::deadLetters);
  private static final Rule FAILED_EVENTS = rule(DeploymentRules::failedEvents);
  private static final Rule VARIABLES = rule(DeploymentRules::variables);
  private static final Rule RUNTIME = rule(DeploymentRules::runtime);
  private static final Rule BUCKETS = rule(DeploymentRules::buckets);
  private static final Rule CIRCLES = rule(DeploymentRules::circles);
  private static final Rule TOO_WIDE = policy(PolicyRules::tooWide);
  private static final Rule OTHER_QUEUES = policy(PolicyRules::otherQueues);

  /** Gives the problems of a deployment. */
  private interface Rule extends Function<DeployedTemplate, List<String>> {}

  private static Rule rule(Function<DeploymentRules, List<String>> rule) {
    return deployment -> rule.apply(new DeploymentRules(deployment));
  }

  private static Rule policy(Function<PolicyRules, List<String>> rule) {
    return deployment -> rule.apply(new PolicyRules(deployment));
  }

  static Stream<Named<Rule>> rules() {
    return Stream.of(
        Named.of("messages stay away long enough", VISIBILITY),
        Named.of("failed messages are reported one by one", FAILURE_REPORTS),
        Named.of("poison goes to a fitting dead letter queue", DEAD_LETTERS),
        Named.of("failed events are kept", FAILED_EVENTS),
        Named.of("handlers get the variables that they read", VARIABLES),
        Named.of("runtime and versions", RUNTIME),
        Named.of("buckets are safe", BUCKETS),
        Named.of("nothing waits for itself", CIRCLES),
        Named.of("no policy is too wide", TOO_WIDE),
        Named.of("functions send to the queues that they are given", OTHER_QUEUES));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void keepsTo(Rule rule) {
    assertThat(rule.apply(DeployedTemplate.parse(DeployedTemplate.yaml()))).isEmpty();
  }

  /** Each row: a rule, what to change in the template, and what the rule must then say. */
  static Stream<Arguments> breaches() {
    return Stream.of(
        arguments(VISIBILITY, "VisibilityTimeout: 720", "VisibilityTimeout: 719", "6 times"),
        arguments(VISIBILITY, "VisibilityTimeout: 1680", "VisibilityTimeout: 1679", "2 times"),
        arguments(VISIBILITY, "Timeout: 840", "Timeout: 841", "IntegratorFunction"),
        arguments(
            FAILURE_REPORTS,
            "FunctionResponseTypes: [ReportBatchItemFailures]",
            "Enabled: true",
            "ProcessorFunction does not report"),
        arguments(DEAD_LETTERS, "maxReceiveCount: 5", "maxReceiveCount: 4", "gives up after 4"),
        arguments(
            DEAD_LETTERS,
            "!GetAtt HintsDeadLetterQueue.Arn",
            "!GetAtt SegmentsDeadLetterQueue.Arn",
            "HintsQueue is FIFO, SegmentsDeadLetterQueue is STANDARD"),
        arguments(
            DEAD_LETTERS,
            "!GetAtt SegmentsDeadLetterQueue.Arn",
            "!Sub \"arn:aws:sqs:elsewhere\"",
            "not here"),
        arguments(
            DEAD_LETTERS,
            "AccountId}:${AWS::StackName}-segments",
            "AccountId}:other",
            "takes letters"),
        arguments(
            DEAD_LETTERS,
            "MessageRetentionPeriod: 345600",
            "MessageRetentionPeriod: 1209600",
            "no longer than SegmentsQueue"),
        arguments(
            FAILED_EVENTS,
            "OnFailure: { Type: SQS, Destination: !GetAtt EventsDeadLetterQueue.Arn }",
            "OnFailure: { Type: SQS, Destination: !GetAtt HintsDeadLetterQueue.Arn }",
            "SegmenterFunction keeps failed events in no"),
        arguments(RUNTIME, "java25", "java17", "runs on java17"),
        arguments(RUNTIME, "Size: 512", "Size: 1024", "more scratch space"),
        arguments(
            RUNTIME, "AllProperties: true", "AllProperties: false", "does not publish a version"),
        arguments(RUNTIME, "PublishLambdaVersion: true", "", "AwsLayer alone is never deployed"),
        arguments(BUCKETS, "IgnorePublicAcls: true", "IgnorePublicAcls: false", "not closed"),
        arguments(BUCKETS, "      BucketEncryption:", "      Encryption:", "not encrypted"),
        arguments(BUCKETS, "AbortIncompleteMultipartUpload:", "ExpirationInDays: 9 #", "expire"),
        arguments(BUCKETS, "Status: Enabled }", "Status: Suspended }", "keeps no versions"),
        arguments(BUCKETS, "DeletionPolicy: RetainExceptOnCreate", "", "goes with its stack"),
        arguments(
            CIRCLES,
            "!Sub \"arn:${AWS::Partition}:s3:::${AWS::StackName}-landing-${AWS::AccountId}-${AWS::Region}/*\"",
            "!Sub \"${LandingBucket.Arn}/*\"",
            "SegmenterFunction -> SegmenterFunction.Role -> LandingBucket -> SegmenterFunction.Upload"
                + " -> SegmenterFunction.Alias -> SegmenterFunction.Version -> SegmenterFunction"),
        arguments(
            CIRCLES,
            "!Sub \"arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}-segments\"",
            "!GetAtt SegmentsQueue.Arn",
            "SegmentsQueue -> SegmentsDeadLetterQueue -> SegmentsQueue"),
        arguments(
            CIRCLES,
            "SHEAF_LAKE_BUCKET: !Ref LakeBucket",
            "SHEAF_LAKE_BUCKET: !Ref LandingBucket",
            "SegmenterFunction -> LandingBucket"),
        arguments(
            CIRCLES,
            "    Type: AWS::Logs::LogGroup",
            "    Type: AWS::Logs::LogGroup\n    DependsOn: QueryFunction",
            "Logs -> QueryFunction -> Logs"),
        arguments(
            CIRCLES,
            "  Table:\n",
            "  Table:\n    DependsOn: [QueryFunction]\n",
            "Table -> QueryFunction -> QueryFunction.Role -> Table"),
        arguments(TOO_WIDE, "!Sub \"${LandingBucket.Arn}/*\"", "\"*\"", "s3:GetObject on *"),
        arguments(TOO_WIDE, "[s3:GetObject, s3:PutObject]", "[s3:*]", "may do s3:* on"),
        arguments(TOO_WIDE, "dynamodb:UpdateItem", "dynamodb:Scan", "dynamodb:Scan"),
        arguments(
            TOO_WIDE,
            "Action: [s3:GetObject, s3:GetObjectVersion]",
            "Action: [s3:GetObject, s3:PutObject]",
            "s3:PutObject on arn:aws:s3:::sheaf-landing"),
        arguments(TOO_WIDE, "LakeBucket.Arn}/runs/*", "LakeBucket.Arn}/*", "-lake-"),
        arguments(TOO_WIDE, "/index/open", "/index/*", "/index/*"),
        arguments(
            TOO_WIDE,
            "event-bus/${Announcements}",
            "event-bus/*",
            "events:PutEvents on arn:aws:events"),
        arguments(
            TOO_WIDE,
            "Action: [s3:GetObject, s3:GetObjectVersion]",
            "Action: [s3:GetObject, s3:DeleteObject]",
            "s3:DeleteObject on arn:aws:s3:::sheaf-landing"),
        arguments(
            TOO_WIDE,
            "Policies:\n",
            "Policies:\n        - AmazonS3FullAccess\n",
            "ready-made policy AmazonS3FullAccess"),
        arguments(
            OTHER_QUEUES,
            "Resource: !GetAtt HintsQueue.Arn",
            "Resource: !GetAtt SegmentsQueue.Arn",
            "ProcessorFunction is given the queues"),
        arguments(
            OTHER_QUEUES,
            "SHEAF_HINTS_QUEUE_URL: !Ref HintsQueue",
            "SHEAF_HINTS_QUEUE_URL: !Ref SegmentsQueue",
            "SegmenterFunction is given the queues"));
  }

  @ParameterizedTest(name = "{2}: {3}")
  @MethodSource("breaches")
  void everyRuleSeesItsBreach(Rule rule, String intact, String broken, String says) {
    String yaml = DeployedTemplate.yaml();
    assertThat(yaml).contains(intact);
    int at = yaml.indexOf(intact);
    String changed = yaml.substring(0, at) + broken + yaml.substring(at + intact.length());

    assertThat(rule.apply(DeployedTemplate.parse(changed)))
        .anySatisfy(problem -> assertThat(problem).contains(says));
  }

  /** Stands for a handler. */
  public static final class ReadsTable {
    public static final Set<Setting> READS = Set.of(Setting.TABLE);

    /** Stands for the settings. */
    public enum Setting {
      TABLE;

      public String variable() {
        return "SHEAF_TABLE";
      }
    }
  }

  @Test
  void variablesAreComparedWithThoseDeclared() {
    String yaml =
        """
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: %s::handleRequest
              Environment:
                Variables:
                  JAVA_TOOL_OPTIONS: -Xint
                  %s: x
        """;

    assertThat(
            VARIABLES.apply(
                DeployedTemplate.parse(yaml.formatted(ReadsTable.class.getName(), "SHEAF_TABLE"))))
        .isEmpty();
    assertThat(
            VARIABLES.apply(
                DeployedTemplate.parse(yaml.formatted(ReadsTable.class.getName(), "SHEAF_LAKE"))))
        .containsExactly("F is given [SHEAF_LAKE] and reads [SHEAF_TABLE]");
    assertThat(VARIABLES.apply(DeployedTemplate.parse(yaml.formatted("no.Such", "SHEAF_TABLE"))))
        .singleElement()
        .asString()
        .contains("ClassNotFoundException");
  }
}
