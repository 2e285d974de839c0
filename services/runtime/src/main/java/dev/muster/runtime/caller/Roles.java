package dev.muster.runtime.caller;

/** The roles, as the claim {@code groups} names them. */
public final class Roles {

    /** Uploads, checks in and releases devices. */
    public static final String REGISTRAR = "registrar";

    /** Reads devices and registrations. */
    public static final String READER = "reader";

    /** Declares what it has shipped. */
    public static final String SUPPLIER = "supplier";

    /** Keeps the system running; counts in the operator tenant only. */
    public static final String OPERATOR = "operator";

    private Roles() {}
}
