package org.kivuko.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** The form of an alert's areas (CAP 1.2, info.area). */
final class AreaForm {
    static final Kind<List<Alert.Area>> AREAS = Forms.objects(AreaForm::area);

    private static final Kind<List<Alert.NameValue>> PAIRS = Forms.objects(AreaForm::pair);
    private static final Kind<List<String>> POLYGONS = shapes(Shapes::faultOfPolygon);
    private static final Kind<List<String>> CIRCLES = shapes(Shapes::faultOfCircle);

    /** Feet above mean sea level. */
    private static final Kind<Double> HEIGHT = Kinds.number(-100_000, 10_000_000);

    private AreaForm() {}

    private static Alert.Area area(Members area) {
        Optional<Double> altitude = area.may("altitude", HEIGHT);
        Optional<Double> ceiling = area.may("ceiling", HEIGHT);
        if (area.has("ceiling") && !area.has("altitude")) {
            area.fault("altitude", Code.CAP_16, "a ceiling needs an altitude");
        }
        if (altitude.isPresent() && ceiling.isPresent() && ceiling.get() < altitude.get()) {
            area.fault("ceiling", Code.CAP_16, "the ceiling lies below the altitude");
        }
        return new Alert.Area(
                area.may("post", Forms.POST),
                area.may("unlocode", Forms.UNLOCODE),
                area.may("name", Forms.TEXT),
                area.list("polygons", POLYGONS),
                area.list("circles", CIRCLES),
                area.list("geocodes", PAIRS),
                asDouble(altitude),
                asDouble(ceiling));
    }

    static Alert.NameValue pair(Members pair) {
        return new Alert.NameValue(pair.need("valueName", Forms.TEXT), pair.need("value", Forms.TEXT_OR_NONE));
    }

    private static Kind<List<String>> shapes(Function<String, Optional<String>> faultOf) {
        return Kinds.list(0, Forms.MOST_ELEMENTS, (node, place, faults) -> {
            if (!node.isTextual()) {
                faults.form(place, "expected a text as CAP 1.2 writes it");
                return null;
            }
            Optional<String> fault = faultOf.apply(node.textValue());
            fault.ifPresent(why -> faults.add(place, Code.CAP_15, why));
            return fault.isPresent() ? null : node.textValue();
        });
    }

    static OptionalDouble asDouble(Optional<Double> number) {
        return number.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    static OptionalLong asLong(Optional<Long> number) {
        return number.map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
