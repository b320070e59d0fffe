// SPDX-License-Identifier: EUPL-1.2
#include "bench/core/causes.h"

#include <re2/re2.h>

#include <cerrno>
#include <system_error>

namespace banc {
namespace {

Text words_of(re2::RE2::ErrorCode code) {
    switch (code) {
        case RE2::NoError: return {};
        case RE2::ErrorBadEscape:
            return {"« \\ » devant une lettre qui n'a pas de sens",
                    "\"\\\" before a letter without a meaning"};
        case RE2::ErrorBadCharClass:
            return {"classe de caractères inconnue", "unknown character class"};
        case RE2::ErrorBadCharRange:
            return {"intervalle de caractères à l'envers", "character range backwards"};
        case RE2::ErrorMissingBracket: return {"il manque « ] »", "missing \"]\""};
        case RE2::ErrorMissingParen: return {"il manque « ) »", "missing \")\""};
        case RE2::ErrorUnexpectedParen: return {"« ) » de trop", "a \")\" too many"};
        case RE2::ErrorTrailingBackslash: return {"« \\ » à la fin", "\"\\\" at the end"};
        case RE2::ErrorRepeatArgument:
            return {"rien à répéter devant ce signe", "nothing to repeat before this sign"};
        case RE2::ErrorRepeatSize:
            return {"nombre de répétitions impossible", "impossible number of repetitions"};
        case RE2::ErrorRepeatOp: return {"répétition d'une répétition", "repetition repeated"};
        case RE2::ErrorBadPerlOp:
            return {"RE2 ne connaît pas cette parenthèse de Perl",
                    "RE2 does not know this Perl group"};
        case RE2::ErrorBadUTF8: return {"octets qui ne sont pas de l'UTF-8", "bytes not UTF-8"};
        case RE2::ErrorBadNamedCapture: return {"nom de groupe illisible", "unreadable group name"};
        case RE2::ErrorPatternTooLarge: return {"motif trop grand", "pattern too large"};
        case RE2::ErrorInternal: break;
    }
    return {"RE2 n'en vient pas à bout", "RE2 can't make it out"};
}

}  // namespace

Text cause_of(int number) {
    switch (number) {
        case ENOENT: return {"aucun fichier de ce nom", "no such file"};
        case EACCES:
        case EPERM: return {"accès refusé", "permission denied"};
        case EISDIR: return {"c'est un dossier", "it is a folder"};
        case ENOTDIR: return {"un fichier tient la place d'un dossier", "a file is not a folder"};
        case ENAMETOOLONG: return {"nom trop long", "name too long"};
        case ELOOP: return {"lien qui tourne en rond", "link that goes in circles"};
        case EROFS: return {"système de fichiers en lecture seule", "read-only file system"};
        case EDQUOT:
        case ENOSPC: return {"le disque est plein", "the disk is full"};
        case EIO: return {"erreur d'entrée ou de sortie", "input or output error"};
        case EBUSY: return {"un autre s'en sert", "somebody else uses it"};
        case ENODEV:
        case ENXIO: return {"l'appareil n'est plus là", "the device is gone"};
        case ECONNREFUSED: return {"connexion refusée", "connection refused"};
        case EMFILE: return {"trop de fichiers ouverts", "too many open files"};
        case EAGAIN: return {"pas assez de ressources", "not enough resources"};
        default: break;
    }
    const auto words = std::generic_category().message(number);  // allow: cause, no words of ours
    return {words, words};
}

Text because(int number, Text what) {
    const auto cause = cause_of(number);
    what.fr += " : " + cause.fr;
    what.en += ": " + cause.en;
    return what;
}

Text cause_of(const re2::RE2& pattern) {
    auto words = words_of(pattern.error_code());
    if (pattern.error_arg().empty()) return words;
    return {fmt::format("{} (« {} »)", words.fr, pattern.error_arg()),
            fmt::format("{} (\"{}\")", words.en, pattern.error_arg())};
}

}  // namespace banc
