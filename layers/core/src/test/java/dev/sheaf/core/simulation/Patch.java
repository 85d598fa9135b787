package dev.sheaf.core.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A port of which one method does something else. */
interface Patch {
  /** The method as it was. */
  interface Original {
    @Nullable Object call(@Nullable Object... arguments) throws Throwable;
  }

  @Nullable Object call(Object[] arguments, Original original) throws Throwable;

  static <T> T of(Class<T> port, T target, String patched, Patch patch) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              Original original =
                  others -> {
                    try {
                      return method.invoke(target, others);
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  };
              return method.getName().equals(patched)
                  ? patch.call(arguments, original)
                  : original.call(arguments);
            }));
  }
}
