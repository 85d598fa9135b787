package dev.sheaf.local.dispatch;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;

/** Events as the JSON that Lambda sends, by the runtime's own serializers. */
final class EventJson {
  private EventJson() {}

  /** The event's JSON; bytes are JSON already. */
  static byte[] of(Object event) {
    if (event instanceof byte[] json) {
      return json;
    }
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    serializer(event.getClass()).toJson(event, json);
    return json.toByteArray();
  }

  @SuppressWarnings("unchecked")
  private static PojoSerializer<Object> serializer(Class<?> type) {
    return (PojoSerializer<Object>)
        LambdaEventSerializers.serializerFor(type, EventJson.class.getClassLoader());
  }
}
