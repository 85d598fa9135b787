package dev.sheaf.querier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sheaf.core.json.Json;
import dev.sheaf.query.QueryService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The function as a client sees it. */
record Invocation(QueryHandler handler) {
  /** As many as no test has. */
  static final int UNLIMITED = 1 << 30;

  static Invocation of(QueryService service, int pageBytes) {
    return new Invocation(new QueryHandler(service, pageBytes));
  }

  byte[] bytes(String request) {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)), response, null);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return response.toByteArray();
  }

  JsonNode answer(String request) {
    return Json.read(bytes(request), JsonNode.class);
  }

  /** The request again, for what follows an answer. */
  JsonNode next(String request, JsonNode answer) {
    return answer(with(request, "next", answer.get("next").textValue()));
  }

  /** A request with another field, or with another value for it. */
  static String with(String request, String field, Object value) {
    ObjectNode changed = Json.read(request, ObjectNode.class);
    changed.set(field, Json.mapper().valueToTree(value));
    return Json.write(changed);
  }

  /** All pages of an answer, the first one first. */
  List<JsonNode> pages(String request) {
    List<JsonNode> pages = new ArrayList<>();
    pages.add(answer(request));
    for (JsonNode last = pages.get(0); last.has("next"); pages.add(last)) {
      last = next(request, last);
    }
    return pages;
  }

  /** The entries of an array that was cut into pages. */
  static List<JsonNode> together(List<JsonNode> pages, String field) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode page : pages) {
      if (!page.has(field)) {
        throw new AssertionError(page.toString());
      }
      page.get(field).forEach(all::add);
    }
    return all;
  }
}
