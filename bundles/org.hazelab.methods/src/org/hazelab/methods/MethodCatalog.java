// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

import org.hazelab.imaging.HazeLabException;

/** Methods by their names. Immutable. */
public final class MethodCatalog {

    private static final MethodCatalog BUILT_IN = new MethodCatalog(
        ServiceLoader.load(Method.class, Method.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get).toList());

    private final Map<String, Method> methods = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if two have the same name */
    public MethodCatalog(Collection<? extends Method> all) {
        for (Method method : all) {
            if (methods.put(method.id(), method) != null) {
                throw new IllegalArgumentException("Two methods are called " + method.id());
            }
        }
    }

    /** The methods of this bundle: those that {@code META-INF/services} lists, in its order. */
    public static MethodCatalog builtIn() {
        return BUILT_IN;
    }

    /** Every method. */
    public List<Method> methods() {
        return List.copyOf(methods.values());
    }

    /** The method of that name, if there is one. */
    public Optional<Method> find(String id) {
        return Optional.ofNullable(methods.get(id));
    }

    /**
     * The method of a model.
     *
     * @param id as a model file says it
     * @throws HazeLabException if there is no such method
     */
    public Method require(String id) throws HazeLabException {
        Method method = methods.get(id);
        if (method == null) {
            throw new HazeLabException("The model is of the method \"" + id + "\", which is not among those that this "
                + "HazeLab knows: " + String.join(", ", methods.keySet()), "Update HazeLab, or choose another model");
        }
        return method;
    }
}
