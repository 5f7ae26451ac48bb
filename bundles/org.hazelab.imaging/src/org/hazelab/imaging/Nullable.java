// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * May be null. All else in these bundles is not null, which the build checks by NullAway; it and the editors know the
 * annotation by its simple name. Our own, so that no bundle of annotations has to be installed into KNIME.
 *
 * <p>It stays in the sources, since javac refuses classes of Eclipse's compiler that have annotated parameters in
 * constructors of enums and records (javac counts their implicit parameters otherwise).
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.LOCAL_VARIABLE,
    ElementType.RECORD_COMPONENT})
public @interface Nullable {
}
