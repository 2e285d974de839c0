package dev.muster.runtime.caller;

/** What organizations have granted to others. */
@FunctionalInterface
public interface Grants {

    /** Whether {@code customer} lets {@code partner} act for it. */
    boolean mayActFor(String partner, String customer);
}
