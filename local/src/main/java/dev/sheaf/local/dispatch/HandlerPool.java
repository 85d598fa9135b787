package dev.sheaf.local.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sheaf.local.template.LambdaFunction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The warm instances of one function's handler. As on Lambda, an instance is used again and again,
 * but never by two invocations at once, and not any more once an invocation broke it.
 */
final class HandlerPool implements AutoCloseable {
  private final LambdaFunction function;
  private final Map<String, String> environment;
  private final Constructor<?> constructor;
  private final Deque<Object> warm = new ConcurrentLinkedDeque<>();

  /**
   * @throws IllegalArgumentException if the handler's class is not on the class path, or cannot be
   *     made from its environment
   */
  HandlerPool(LambdaFunction function, Map<String, String> environment) {
    this.function = function;
    this.environment = Map.copyOf(environment);
    this.constructor = constructor(function);
  }

  private static Constructor<?> constructor(LambdaFunction function) {
    try {
      Class<?> type = Class.forName(function.handlerClass());
      if (!RequestHandler.class.isAssignableFrom(type)
          && !RequestStreamHandler.class.isAssignableFrom(type)) {
        throw new IllegalArgumentException(
            "%s of %s is no handler".formatted(type.getName(), function.id()));
      }
      return type.getConstructor(Map.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "handler %s of %s is not on the class path"
              .formatted(function.handlerClass(), function.id()),
          e);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          "%s has no public constructor that takes its environment (Map)"
              .formatted(function.handlerClass()),
          e);
    }
  }

  LambdaFunction function() {
    return function;
  }

  /** A warm instance, or a new one; what its constructor throws comes out as it is. */
  Object take() throws Throwable {
    Object handler = warm.poll();
    return handler != null ? handler : create();
  }

  void giveBack(Object handler) {
    warm.push(handler);
  }

  /** Calls the handler; what it throws comes out as it is. */
  @SuppressWarnings("unchecked") // The template says which events its handlers get.
  static Optional<Object> call(Object handler, Object event, Context context) throws Exception {
    if (handler instanceof RequestStreamHandler stream) {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      stream.handleRequest(new ByteArrayInputStream(EventJson.of(event)), output, context);
      return Optional.of(output.toByteArray());
    }
    return Optional.ofNullable(
        ((RequestHandler<Object, Object>) handler).handleRequest(event, context));
  }

  private Object create() throws Throwable {
    try {
      return constructor.newInstance(environment);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  @Override
  public void close() throws Exception {
    for (Object handler = warm.poll(); handler != null; handler = warm.poll()) {
      discard(handler);
    }
  }

  /** Ends an instance that is not used any more. */
  static void discard(Object handler) throws Exception {
    if (handler instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }
}
