package dev.sheaf.local.dispatch;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Closing it ends the requests that are under way, such as a long poll, instead of waiting. */
final class AbortableHttpClient implements SdkHttpClient {
  private final SdkHttpClient client;
  private final Set<ExecutableHttpRequest> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  AbortableHttpClient(SdkHttpClient client) {
    this.client = client;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = client.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        underWay.add(prepared);
        try {
          if (closed) {
            throw new IOException("the client is closed");
          }
          return prepared.call();
        } finally {
          underWay.remove(prepared);
        }
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    closed = true;
    underWay.forEach(ExecutableHttpRequest::abort);
    client.close();
  }
}
