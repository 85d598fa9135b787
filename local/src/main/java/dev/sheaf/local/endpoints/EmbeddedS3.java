package dev.sheaf.local.endpoints;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * S3 on the loopback address: s3proxy over a folder, in which a bucket is a folder and an object is a file.
 *
 * <p>Clients must use path-style addresses. {@code If-None-Match: *} is atomic. There are no tags and no S3 notifications,
 * and the keys {@code a} and {@code a/b} cannot both exist, because a file is not a folder.
 */
public final class EmbeddedS3 implements AutoCloseable {
  private static final String NAME = "S3";

  private final S3Proxy server;
  private final AnnouncingBlobStore store;
  private final int port;

  private EmbeddedS3(S3Proxy server, AnnouncingBlobStore store) {
    this.server = server;
    this.store = store;
    this.port = server.getPort();
  }

  /** Starts on a free port for any credentials or none. See {@link #start(Path, int)}. */
  public static EmbeddedS3 start(Path folder) {
    return start(folder, Loopback.FREE_PORT);
  }

  /**
   * Starts for any credentials or none: whoever can reach the loopback address may read and write.
   *
   * @param folder where the buckets are; created when missing
   * @param port 0 for any free port
   * @throws EndpointException if the port is taken or the folder cannot be written; the message says what to do
   */
  public static EmbeddedS3 start(Path folder, int port) {
    return start(
        S3Proxy.builder().awsAuthentication(AuthenticationType.NONE, null, null), folder, port);
  }

  /**
   * Starts for these credentials only; a request with others is refused with 403.
   *
   * @param folder where the buckets are; created when missing
   * @param port 0 for any free port
   * @throws EndpointException if the port is taken or the folder cannot be written; the message says what to do
   */
  public static EmbeddedS3 start(Path folder, int port, AwsCredentials credentials) {
    return start(
        S3Proxy.builder()
            .awsAuthentication(
                AuthenticationType.AWS_V2_OR_V4,
                credentials.accessKeyId(),
                credentials.secretAccessKey()),
        folder,
        port);
  }

  private static EmbeddedS3 start(S3Proxy.Builder builder, Path folder, int port) {
    Loopback.checkedPort(port);
    Path absolute = created(folder);
    AnnouncingBlobStore store =
        new AnnouncingBlobStore(new FilesystemNio2BlobStore(absolute.toString()));
    S3Proxy server =
        builder
            .blobStore(store)
            .endpoint(Loopback.uri(port))
            .ignoreUnknownHeaders(true)
            // A graceful stop waits a second for every idle connection; objects appear whole or not
            // at all anyway.
            .stopTimeout(0)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      EndpointException failure = EndpointException.notStarted(NAME, port, e);
      stop(server, failure);
      throw failure;
    }
    return new EmbeddedS3(server, store);
  }

  /** The URI to give an SDK client as its endpoint. */
  public URI endpoint() {
    return Loopback.uri(port);
  }

  public int port() {
    return port;
  }

  /**
   * Calls the listener with the name of the bucket after every object that is written here: put, copied, or completed
   * from parts. It runs before the writer gets its answer, so it must be quick, and must not throw.
   */
  public void onWrite(Consumer<String> listener) {
    store.onWrite(listener);
  }

  /**
   * Stops listening, cuts the requests in flight and ends the threads. Closing twice is harmless.
   *
   * @throws EndpointException if the server does not stop
   */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw EndpointException.notStopped(NAME, port, e);
    }
  }

  private static Path created(Path folder) {
    Path absolute = folder.toAbsolutePath();
    try {
      return Files.createDirectories(absolute);
    } catch (IOException e) {
      throw EndpointException.folderUnusable(NAME, absolute, e);
    }
  }

  private static void stop(S3Proxy server, Exception reason) {
    try {
      server.stop();
    } catch (Exception e) {
      reason.addSuppressed(e);
    }
  }
}
