package io.github.fer4j.core.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the component of a record as a setting, and says all about it that is not in its type. A
 * record component without this mark holds a group of settings.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface SettingInfo {
  /** What it is, in a line. */
  String value();

  /**
   * The value of a run that was written before this setting existed: the one that changes nothing.
   * A setting without one has been there from the start.
   */
  String neutral() default NONE;

  /** Its former names, which are read for one release. */
  String[] formerly() default {};

  /** Stands for no neutral value. */
  String NONE = "\0";
}
