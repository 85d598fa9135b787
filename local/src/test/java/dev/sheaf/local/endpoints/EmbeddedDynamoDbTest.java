package dev.sheaf.local.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedDynamoDbTest {
  private static final String TABLE = "sheaf";
  private static final int RACERS = 16;

  private EmbeddedDynamoDb dynamoDb;
  private DynamoDbClient client;

  @BeforeAll
  void start() {
    dynamoDb = EmbeddedDynamoDb.startInMemory(Loopback.FREE_PORT);
    client = Clients.dynamoDb(dynamoDb.endpoint());
    client.createTable(table());
  }

  @AfterAll
  void stop() {
    client.close();
    dynamoDb.close();
  }

  @Test
  void ofManyConditionalPutsExactlyOneWins() throws Exception {
    for (int round = 0; round < 5; round++) {
      String key = "race-" + round;
      List<Boolean> won = Clients.race(RACERS, () -> putIfAbsent(key));
      assertThat(won).hasSize(RACERS).containsOnlyOnce(true);
    }
  }

  @Test
  void aCancelledTransactionSaysWhichConditionFailedAndWritesNothing() {
    assertThat(putIfAbsent("present")).isTrue();
    assertThatExceptionOfType(TransactionCanceledException.class)
        .isThrownBy(
            () ->
                client.transactWriteItems(
                    r -> r.transactItems(List.of(putOf("absent"), putOf("present")))))
        .satisfies(
            e -> {
              assertThat(e.cancellationReasons())
                  .extracting(CancellationReason::code)
                  .containsExactly("None", "ConditionalCheckFailed");
              assertThat(e.cancellationReasons().get(1).item()).containsEntry("pk", s("present"));
            });
    assertThat(client.getItem(r -> r.tableName(TABLE).key(key("absent"))).hasItem()).isFalse();
  }

  @Test
  void aTransactionWithOneTokenHappensOnce() {
    for (int attempt = 0; attempt < 2; attempt++) {
      client.transactWriteItems(
          r ->
              r.clientRequestToken("token-1")
                  .transactItems(
                      TransactWriteItem.builder()
                          .update(
                              u ->
                                  u.tableName(TABLE)
                                      .key(key("counter"))
                                      .updateExpression("ADD hits :one")
                                      .expressionAttributeValues(Map.of(":one", n("1"))))
                          .build()));
    }
    assertThat(client.getItem(r -> r.tableName(TABLE).key(key("counter"))).item().get("hits"))
        .isEqualTo(n("1"));
  }

  @Test
  void addingToANumberSetReturnsTheNewSet() throws Exception {
    assertThat(add("set", "3")).containsExactly("3");
    assertThat(add("set", "5")).containsExactlyInAnyOrder("3", "5");
    assertThat(add("set", "5")).containsExactlyInAnyOrder("3", "5");
  }

  @Test
  void concurrentAddsLoseNothingAndOneSeesTheLast() throws Exception {
    var next = new java.util.concurrent.atomic.AtomicInteger();
    List<Integer> sizes =
        Clients.race(
            RACERS, () -> add("concurrent", Integer.toString(next.incrementAndGet())).size());
    assertThat(sizes).hasSize(RACERS).doesNotHaveDuplicates().contains(RACERS);
  }

  @Test
  void anIndexIsQueriedInOrder() {
    for (String at : List.of("2026-03", "2026-01", "2026-02")) {
      client.putItem(
          r ->
              r.tableName(TABLE)
                  .item(
                      Map.of(
                          "pk", s("run-" + at), "sk", s("meta"), "state", s("OPEN"), "at", s(at))));
    }
    var found =
        client.query(
            r ->
                r.tableName(TABLE)
                    .indexName("by_state")
                    .keyConditionExpression("#s = :open AND #a >= :from")
                    .expressionAttributeNames(Map.of("#s", "state", "#a", "at"))
                    .expressionAttributeValues(Map.of(":open", s("OPEN"), ":from", s("2026-02"))));
    assertThat(found.items())
        .extracting(i -> i.get("at").s())
        .containsExactly("2026-02", "2026-03");
  }

  @Test
  void regionAndCredentialsDoNotMatter() {
    try (DynamoDbClient other =
        Clients.dynamoDb(
            dynamoDb.endpoint(),
            AwsBasicCredentials.create("someone", "else"),
            Region.AP_NORTHEAST_2)) {
      assertThat(other.listTables().tableNames()).contains(TABLE);
    }
  }

  @Test
  void tablesOutliveARestart(@TempDir Path folder) {
    try (EmbeddedDynamoDb first = EmbeddedDynamoDb.start(folder);
        DynamoDbClient c = Clients.dynamoDb(first.endpoint())) {
      c.createTable(table());
      c.putItem(r -> r.tableName(TABLE).item(Map.of("pk", s("kept"), "sk", s("meta"))));
    }
    try (EmbeddedDynamoDb second = EmbeddedDynamoDb.start(folder);
        DynamoDbClient c = Clients.dynamoDb(second.endpoint())) {
      assertThat(c.getItem(r -> r.tableName(TABLE).key(key("kept"))).item())
          .containsEntry("pk", s("kept"));
      assertThat(c.describeTable(r -> r.tableName(TABLE)).table().globalSecondaryIndexes())
          .hasSize(1);
    }
  }

  @Test
  void theEngineKeepsTheWriteAheadLog(@TempDir Path folder) throws Exception {
    try (EmbeddedDynamoDb first = EmbeddedDynamoDb.start(folder);
        DynamoDbClient writer = Clients.dynamoDb(first.endpoint())) {
      writer.createTable(table());
      assertThat(folder.resolve(SqliteFile.NAME + "-wal")).isNotEmptyFile();
    }
    assertThat(SqliteFile.hasWriteAheadLog(folder.resolve(SqliteFile.NAME))).isTrue();
  }

  @Test
  void aFolderIsOpenOnceAtATime(@TempDir Path folder) {
    try (EmbeddedDynamoDb first = EmbeddedDynamoDb.start(folder)) {
      assertThat(first.port()).isPositive();
      assertThatExceptionOfType(EndpointException.class)
          .isThrownBy(() -> EmbeddedDynamoDb.start(folder))
          .withMessageContaining("DynamoDB cannot use " + folder)
          .withMessageContaining("choose another folder");
    }
    EmbeddedDynamoDb.start(folder).close();
  }

  @Test
  void aFileIsNotAFolder(@TempDir Path folder) throws Exception {
    Path file = java.nio.file.Files.createFile(folder.resolve("file"));
    assertThatExceptionOfType(EndpointException.class)
        .isThrownBy(() -> EmbeddedDynamoDb.start(file))
        .withMessageContaining(file.toString());
  }

  private boolean putIfAbsent(String key) {
    try {
      client.putItem(
          r -> r.tableName(TABLE).item(key(key)).conditionExpression("attribute_not_exists(pk)"));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private List<String> add(String key, String number) {
    return client
        .updateItem(
            r ->
                r.tableName(TABLE)
                    .key(key(key))
                    .updateExpression("ADD done :n")
                    .expressionAttributeValues(Map.of(":n", AttributeValue.fromNs(List.of(number))))
                    .returnValues(ReturnValue.UPDATED_NEW))
        .attributes()
        .get("done")
        .ns();
  }

  private static TransactWriteItem putOf(String key) {
    return TransactWriteItem.builder()
        .put(
            p ->
                p.tableName(TABLE)
                    .item(key(key))
                    .conditionExpression("attribute_not_exists(pk)")
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  private static CreateTableRequest table() {
    return CreateTableRequest.builder()
        .tableName(TABLE)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(string("pk"), string("sk"), string("state"), string("at"))
        .keySchema(hash("pk"), range("sk"))
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName("by_state")
                .keySchema(hash("state"), range("at"))
                .projection(p -> p.projectionType(ProjectionType.ALL))
                .build())
        .build();
  }

  private static AttributeDefinition string(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement hash(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }

  private static KeySchemaElement range(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.RANGE).build();
  }

  private static Map<String, AttributeValue> key(String key) {
    return Map.of("pk", s(key), "sk", s("meta"));
  }

  private static AttributeValue s(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue n(String value) {
    return AttributeValue.fromN(value);
  }
}
