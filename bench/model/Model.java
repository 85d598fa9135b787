import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/**
 * What a run of many segments would take on AWS, in seconds and dollars: a model, not a measurement.
 * Prints a Markdown table: {@code java bench/model/Model.java}, from the folder of the project, or
 * with the folder of the two properties files as its argument.
 */
public final class Model {
  private final Properties inputs;
  private final Properties prices;
  private final double segments;

  private Model(Path folder) throws IOException {
    this.inputs = read(folder.resolve("inputs.properties"));
    this.prices = read(folder.resolve("prices.properties"));
    this.segments = input("segments");
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "bench/model");
    Model model = new Model(folder);
    System.out.printf(
        Locale.ROOT,
        "A model of %,.0f segments; prices of %s.%n%n",
        model.segments,
        model.prices.getProperty("date"));
    System.out.println(
        "| bytes a segment | processors at most | sending s | processing s | fan-in s | all s |"
            + " Lambda $ | DynamoDB $ | S3 $ | SQS $ | all $ |");
    System.out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (double bytes : new double[] {0, 32 << 20, 256 << 20}) {
      for (int most : new int[] {200, 1000}) {
        model.print(bytes, most);
      }
    }
  }

  private void print(double bytes, int most) {
    double task = taskSeconds(bytes);
    double sending = sendingSeconds();
    // Processors begin with the first message; the last message may wait for nobody.
    double processing = Math.max(sending + task, rampSeconds(segments * task, most));
    double fanIn = fanInSeconds();
    double lambda =
        (segments * task + sending + fanIn) * input("processor.gb") * price("lambda.gb.second")
            + segments * million("lambda.million");
    double dynamoDb =
        segments * input("calls.write") * million("dynamodb.write.million")
            + (segments * input("calls.getitem") + factReads()) * million("dynamodb.read.million");
    double s3 =
        segments * input("calls.put") * million("s3.put.million")
            + segments * gets(bytes) * million("s3.get.million");
    double sqs =
        segments
            * (input("calls.send") + input("calls.receive") + input("calls.delete"))
            * million("sqs.million");
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %.0f | %.0f | %.0f | %.0f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
        bytes == 0 ? "hardly any" : "%.0f MiB".formatted(bytes / (1 << 20)),
        most,
        sending,
        processing,
        fanIn,
        processing + fanIn,
        lambda,
        dynamoDb,
        s3,
        sqs,
        lambda + dynamoDb + s3 + sqs);
  }

  /** One segment, by one function that is warm; S3 is read ahead while the processor works. */
  private double taskSeconds(double bytes) {
    double work = Math.max(bytes / input("rate.s3"), bytes / input("rate.processor"));
    return input("calls.getitem") * input("time.getitem")
        + input("calls.get") * input("time.get")
        + work
        + input("calls.put") * input("time.put")
        + input("calls.write") * input("time.write");
  }

  private double gets(double bytes) {
    return input("calls.get") + Math.floor(bytes / input("chunk.bytes"));
  }

  /** Messages by ten, one batch after the other, after a look at every group of facts. */
  private double sendingSeconds() {
    return groups() * input("time.getitem") + segments * input("calls.send") * input("time.send");
  }

  /** From the start of the ramp until so many seconds of work are done by all functions at once. */
  private double rampSeconds(double work, int most) {
    double perSecond = input("ramp.minute") / 60;
    double rampEnd = Math.max(0, (most - input("ramp.first")) / perSecond);
    double doneInRamp = input("ramp.first") * rampEnd + perSecond * rampEnd * rampEnd / 2;
    double wait = input("time.delivery") + input("time.start");
    if (work > doneInRamp) {
      return wait + rampEnd + (work - doneInRamp) / most;
    }
    double first = input("ramp.first");
    return wait + (Math.sqrt(first * first + 2 * perSecond * work) - first) / perSecond;
  }

  /** Hint, start, all facts group by group, verification, manifest, transaction. */
  private double fanInSeconds() {
    double pages = groups() * Math.ceil(input("group.tasks") * input("fact.bytes") / (1 << 20));
    return input("time.send")
        + input("time.delivery")
        + input("time.start")
        + pages * input("time.query.page")
        + segments * input("time.part")
        + input("time.put")
        + segments * input("part.bytes") / input("rate.s3")
        + 4 * input("time.write");
  }

  private double groups() {
    return Math.ceil(segments / input("group.tasks"));
  }

  /** Units of strongly consistent reads: 4 KB each, rounded up by the page. */
  private double factReads() {
    return groups() * Math.ceil(input("group.tasks") * input("fact.bytes") / 4096);
  }

  private double million(String name) {
    return price(name) / 1e6;
  }

  private double price(String name) {
    return Double.parseDouble(prices.getProperty(name));
  }

  private double input(String name) {
    return Double.parseDouble(inputs.getProperty(name));
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      properties.load(text);
    }
    return properties;
  }
}
