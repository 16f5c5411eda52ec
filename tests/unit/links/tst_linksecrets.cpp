// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linksecrets.h"
#include "models/links/transport.h"

#include "tests/support/testprogram.h"

using namespace desk;

class TstLinkSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheVariable();
    void readsTheEnvironment();
    void theEnvironmentComesBeforeWhatIsHeld();
    void whatIsHeldComesBeforeTheLastKeeper();
    void whatIsMissingIsToldWithItsVariable();
    void readsEscapesOfWhatIsSent();
};

void TstLinkSecrets::namesTheVariable()
{
    QCOMPARE(EnvironmentLinkSecrets::variable("lab-broker.2"),
             std::string("CONSTELLATION_LINK_LAB_BROKER_2"));
}

void TstLinkSecrets::readsTheEnvironment()
{
    const EnvironmentLinkSecrets secrets;
    QVERIFY(!secrets.secret("tst-unknown"));
    qputenv("CONSTELLATION_LINK_TST_KNOWN", "word");
    QCOMPARE(secrets.secret("tst-known"), std::optional<std::string>("word"));
}

void TstLinkSecrets::theEnvironmentComesBeforeWhatIsHeld()
{
    const EnvironmentLinkSecrets environment;
    HeldLinkSecrets secrets(environment);
    QVERIFY(!secrets.secret("tst-held"));
    secrets.hold("tst-held", "typed");
    QCOMPARE(secrets.secret("tst-held"), std::optional<std::string>("typed"));
    secrets.hold("tst-held", "typed again");
    QCOMPARE(secrets.secret("tst-held"), std::optional<std::string>("typed again"));
    qputenv("CONSTELLATION_LINK_TST_HELD", "set");
    QCOMPARE(secrets.secret("tst-held"), std::optional<std::string>("set"));
}

void TstLinkSecrets::whatIsHeldComesBeforeTheLastKeeper()
{
    const EnvironmentLinkSecrets environment;
    HeldLinkSecrets links(environment);
    HeldLinkSecrets typed(environment, &links);
    QVERIFY(!typed.secret("tst-corrected"));
    links.hold("tst-corrected", "wrong");
    QCOMPARE(typed.secret("tst-corrected"), std::optional<std::string>("wrong"));
    typed.hold("tst-corrected", "right");
    QCOMPARE(typed.secret("tst-corrected"), std::optional<std::string>("right"));
    QCOMPARE(links.secret("tst-corrected"), std::optional<std::string>("wrong"));
}

void TstLinkSecrets::whatIsMissingIsToldWithItsVariable()
{
    const std::string said = secretMissing("lab");
    QVERIFY2(said.find("the secret lab is not known here") == 0, said.c_str());
    QVERIFY2(said.find("CONSTELLATION_LINK_LAB") != std::string::npos, said.c_str());
}

void TstLinkSecrets::readsEscapesOfWhatIsSent()
{
    QCOMPARE(unescaped(R"(*IDN?\r\n)"), std::string("*IDN?\r\n"));
    QCOMPARE(unescaped(R"(\x02A\x03\\)"), std::string("\x02"
                                                      "A\x03\\"));
    QCOMPARE(unescaped(R"(\q\x4\)"), std::string(R"(\q\x4\)")); // no escapes
    QCOMPARE(unescaped(R"(a\0b)"), std::string("a\0b", 3));
}

DESK_TEST(TstLinkSecrets)

#include "tst_linksecrets.moc"
