package dev.muster.validator.validation;

import dev.muster.model.identity.Normal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Serial numbers as people, devices and spreadsheets write them. */
final class SerialNumbers {

    /** How a spreadsheet shows a long number: a few digits and a power of ten. */
    private static final Pattern EXPONENT = Pattern.compile("\\d([.,]\\d{1,15})?[eE]\\+\\d{1,3}");

    private static final Pattern DIGITS = Pattern.compile("\\d{1,64}");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=.)");

    enum Comparison {
        SAME,
        SAME_BUT_FOR_EXCEL,
        DIFFERENT
    }

    private SerialNumbers() {}

    static boolean isExponent(String serialNumber) {
        return EXPONENT.matcher(serialNumber).matches();
    }

    /** Compares what the row gives with what the hash holds; capitals and blanks do not matter. */
    static Comparison compare(String given, String read) {
        if (given.equals(read)) {
            return Comparison.SAME;
        }
        String left = Normal.form(given);
        String right = Normal.form(read);
        if (left.equals(right)) {
            return Comparison.SAME;
        }
        return lostZeros(left, right) || isExponentOf(left, right)
                ? Comparison.SAME_BUT_FOR_EXCEL
                : Comparison.DIFFERENT;
    }

    private static boolean lostZeros(String given, String read) {
        return DIGITS.matcher(read).matches()
                && read.startsWith("0")
                && LEADING_ZEROS.matcher(read).replaceFirst("").equals(given);
    }

    private static boolean isExponentOf(String given, String read) {
        if (!isExponent(given) || !DIGITS.matcher(read).matches()) {
            return false;
        }
        var shown = new BigDecimal(given.replace(',', '.'));
        var digits = new MathContext(shown.precision(), RoundingMode.HALF_UP);
        return new BigDecimal(read).round(digits).compareTo(shown) == 0;
    }
}
