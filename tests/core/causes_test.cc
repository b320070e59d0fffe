// SPDX-License-Identifier: EUPL-1.2
#include "bench/core/causes.h"

#include <catch2/catch.hpp>
#include <cerrno>
#include <filesystem>

#include "bench/core/replace_file.h"
#include "tests/support/scratch_folder.h"

using namespace banc;
using namespace banc::test;

TEST_CASE("why the system says no is told in French where a person can do something about it",
          "[core][causes]") {
    const auto number =
        GENERATE(ENOENT, EACCES, EPERM, EISDIR, ENOTDIR, ENAMETOOLONG, ELOOP, EROFS, ENOSPC, EDQUOT,
                 EIO, EBUSY, ENODEV, ENXIO, ECONNREFUSED, EMFILE, EAGAIN);
    CAPTURE(number);
    const auto cause = cause_of(number);
    CHECK(cause.fr != cause.en);
    CHECK(because(number, {"port a", "the port a"}) ==
          Text{"port a : " + cause.fr, "the port a: " + cause.en});
}

TEST_CASE("a cause that nobody can do anything about keeps the system's words", "[core][causes]") {
    CHECK(cause_of(EDOM) ==
          Text{"Numerical argument out of domain", "Numerical argument out of domain"});
}

TEST_CASE("a file that can't be written says why in both languages", "[core][causes]") {
    const ScratchFolder folder;
    const auto file = folder.path() + "/papier";
    REQUIRE(replace_file(file, "x"));
    const auto under = replace_file(file + "/sous/fichier", "x");
    REQUIRE_FALSE(under);
    CHECK(under.error().what == Text{file + "/sous : un fichier tient la place d'un dossier",
                                     file + "/sous: a file is not a folder"});
    std::filesystem::create_directory(folder.path() + "/dossier");
    const auto over = replace_file(folder.path() + "/dossier", "x");
    REQUIRE_FALSE(over);
    CHECK(over.error().what.fr == folder.path() + "/dossier : c'est un dossier");
    CHECK(over.error().remedy.fr == "vérifier les droits et la place du dossier de données");
}
