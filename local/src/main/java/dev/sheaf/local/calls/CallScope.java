package dev.sheaf.local.calls;

import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Puts an interceptor around the remote calls that some code makes, whichever SDK clients it makes
 * them with. The SDK gives this class to every client of the process, because it is named in {@code
 * software/amazon/awssdk/global/handlers/execution.interceptors} on the class path; outside of a
 * scope it does nothing.
 */
public final class CallScope implements ExecutionInterceptor {
  private static final ExecutionInterceptor NOTHING = new ExecutionInterceptor() {};
  private static final InheritableThreadLocal<@Nullable ExecutionInterceptor> CURRENT =
      new InheritableThreadLocal<>();

  /**
   * Runs code whose remote calls go through the interceptor: those of this thread, and of threads
   * that are made meanwhile for as long as they live. An inner scope takes the place of the outer.
   */
  public static <T> T with(ExecutionInterceptor interceptor, Callable<T> code) throws Exception {
    @Nullable ExecutionInterceptor outer = CURRENT.get();
    CURRENT.set(interceptor);
    try {
      return code.call();
    } finally {
      CURRENT.set(outer);
    }
  }

  private static ExecutionInterceptor current() {
    @Nullable ExecutionInterceptor interceptor = CURRENT.get();
    return interceptor == null ? NOTHING : interceptor;
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return current().modifyRequest(context, attributes);
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    current().beforeTransmission(context, attributes);
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    current().afterTransmission(context, attributes);
  }

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    return current().modifyHttpResponse(context, attributes);
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    return current().modifyHttpResponseContent(context, attributes);
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    current().afterExecution(context, attributes);
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    current().onExecutionFailure(context, attributes);
  }
}
