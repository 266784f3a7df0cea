package io.github.fer4j.cli.serve;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers such as {@code 10MB}, {@code 25MP}, {@code 512 kB} or {@code 1000000}. */
final class Quantity implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?) ?([KMG]?)[BP]?");
  private static final String PREFIXES = "KMG";
  private static final int THOUSAND = 1000;

  @Override
  public Long convert(String value) {
    Matcher matcher = FORM.matcher(value.trim().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "expected a number such as 10MB or 25MP, found '" + value + "'");
    }
    String prefix = matcher.group(2);
    int power = prefix.isEmpty() ? 0 : PREFIXES.indexOf(prefix) + 1;
    return new BigDecimal(matcher.group(1))
        .multiply(BigDecimal.valueOf(THOUSAND).pow(power))
        .longValue();
  }
}
