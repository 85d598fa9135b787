package dev.sheaf.local.template;

import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** CloudFormation's YAML as maps, lists and plain values, with every tag kept as an {@link Intrinsic}. */
final class TemplateYaml {
  private TemplateYaml() {}

  static Map<String, Object> parse(String yaml) {
    LoadSettings settings = LoadSettings.builder().setLabel("template").build();
    Object root;
    try {
      root = new Load(settings, new Constructor(settings)).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new TemplateException("the template is not YAML: " + e.getMessage(), e);
    }
    return new Section("template", root).map();
  }

  /** Adds the tags, which are not known before they are met. */
  private static final class Constructor extends StandardConstructor {
    Constructor(LoadSettings settings) {
      super(settings);
    }

    @Override
    protected Optional<ConstructNode> findConstructorFor(Node node) {
      String tag = node.getTag().getValue();
      if (!tag.startsWith("!")) {
        return super.findConstructorFor(node);
      }
      return Optional.of(tagged -> new Intrinsic(tag.substring(1), argument(tagged)));
    }

    private Object argument(Node node) {
      Tag plain =
          switch (node.getNodeType()) {
            case SCALAR -> Tag.STR;
            case SEQUENCE -> Tag.SEQ;
            default -> Tag.MAP;
          };
      Object argument = constructObject(untagged(node, plain));
      if (argument == null) {
        throw new TemplateException(node.getTag() + " has no argument");
      }
      return argument;
    }

    private static Node untagged(Node node, Tag plain) {
      if (node instanceof ScalarNode scalar) {
        return new ScalarNode(plain, scalar.getValue(), scalar.getScalarStyle());
      }
      if (node instanceof SequenceNode sequence) {
        return new SequenceNode(plain, sequence.getValue(), sequence.getFlowStyle());
      }
      MappingNode mapping = (MappingNode) node;
      return new MappingNode(plain, mapping.getValue(), mapping.getFlowStyle());
    }
  }

  /** {@code {Ref: X}} and {@code {Fn::Sub: X}} mean the same as the tags. */
  static Object withTags(Object value) {
    if (!(value instanceof Map<?, ?> map) || map.size() != 1) {
      return value;
    }
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    String key = String.valueOf(only.getKey());
    if (key.equals("Ref") || key.equals("Condition")) {
      return only.getValue() instanceof String name ? new Intrinsic(key, name) : value;
    }
    return key.startsWith("Fn::") ? new Intrinsic(key.substring(4), only.getValue()) : value;
  }
}
