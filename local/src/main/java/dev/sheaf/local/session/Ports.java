package dev.sheaf.local.session;

/**
 * Where embedded endpoints listen.
 *
 * @param s3 port; 0: any free one
 * @param sqs port; 0: any free one
 * @param dynamoDb port; 0: any free one
 */
public record Ports(int s3, int sqs, int dynamoDb) {
  /** Whatever is free. */
  public static final Ports FREE = new Ports(0, 0, 0);

  private static final int HIGHEST_FIRST_PORT = 65_533;

  /**
   * Three ports in a row.
   *
   * @throws IllegalArgumentException if there are no three ports from there
   */
  public static Ports from(int first) {
    if (first < 1 || first > HIGHEST_FIRST_PORT) {
      throw new IllegalArgumentException(
          "port %d is not between 1 and %d; three ports in a row are needed"
              .formatted(first, HIGHEST_FIRST_PORT));
    }
    return new Ports(first, first + 1, first + 2);
  }
}
