package dev.sheaf.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An HTTP server that gives the answers it was told, in order, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {

  /** An answer of which only {@code sent} bytes of the body get through. */
  record Answer(int status, byte[] body, int sent) {

    static Answer ok(String body) {
      return new Answer(200, body.getBytes(UTF_8), body.length());
    }

    static Answer error(int status, String code) {
      byte[] body = "<Error><Code>%s</Code></Error>".formatted(code).getBytes(UTF_8);
      return new Answer(status, body, body.length);
    }

    static Answer cutOff(String body, int sent) {
      return new Answer(200, body.getBytes(UTF_8), sent);
    }
  }

  private final HttpServer server;
  private final Deque<Answer> script = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private Answer always = Answer.error(500, "InternalError");

  ScriptedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void answers(Answer... answers) {
    script.addAll(List.of(answers));
  }

  synchronized void answersAlways(Answer answer) {
    always = answer;
  }

  /** Method, path and the headers that matter, of every request. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    requests.add(described(exchange));
    Answer answer = script.isEmpty() ? always : script.remove();
    boolean head = exchange.getRequestMethod().equals("HEAD");
    try {
      exchange.sendResponseHeaders(answer.status(), head ? -1 : bodyLength(answer));
      if (!head) {
        try (OutputStream body = exchange.getResponseBody()) {
          body.write(answer.body(), 0, answer.sent());
        }
      }
    } finally {
      exchange.close();
    }
  }

  private static long bodyLength(Answer answer) {
    return answer.body().length == 0 ? -1 : answer.body().length;
  }

  private static String described(HttpExchange exchange) {
    StringBuilder text = new StringBuilder(exchange.getRequestMethod());
    text.append(' ').append(exchange.getRequestURI());
    for (String header : List.of("Range", "If-Match", "If-None-Match")) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        text.append(' ')
            .append(header.toLowerCase(java.util.Locale.ROOT))
            .append('=')
            .append(value);
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
