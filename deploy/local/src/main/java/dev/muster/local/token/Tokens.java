package dev.muster.local.token;

import java.time.Instant;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs tokens for the local system. */
public final class Tokens {
    private static final String AUDIENCE = "muster";

    private final Keys keys;

    public Tokens(Keys keys) {
        this.keys = keys;
    }

    /** A JWT that says what {@code request} asks for, from {@code now} on. */
    public String sign(TokenRequest request, Instant now) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        signature.setKey(keys.privateKey());
        signature.setPayload(claims(request, now).toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JwtClaims claims(TokenRequest request, Instant now) {
        var claims = new JwtClaims();
        claims.setIssuer(Keys.ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(request.subject());
        claims.setGeneratedJwtId();
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(
                NumericDate.fromSeconds(now.plus(request.validFor()).getEpochSecond()));
        claims.setClaim("tid", request.tenant());
        claims.setStringListClaim("groups", request.roles());
        setUnlessEmpty(claims, "delegations", request.delegations());
        setUnlessEmpty(claims, "manufacturers", request.manufacturers());
        return claims;
    }

    private static void setUnlessEmpty(JwtClaims claims, String name, List<String> values) {
        if (!values.isEmpty()) {
            claims.setStringListClaim(name, values);
        }
    }
}
