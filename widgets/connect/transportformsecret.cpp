// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TransportForm for passwords and tokens, and for what a broker has.
#include "widgets/connect/transportform.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace desk {

using namespace Qt::StringLiterals;

void TransportForm::addSecret(const QString &name, const QString &label, const QString &keptAs)
{
    addText(
        u"secret"_s, label, {},
        tr("Kept in the key ring of this session, never in a file of ours; empty = as it was kept before, or "
           "none"));
    qobject_cast<QLineEdit *>(m_fields.back().input)->setEchoMode(QLineEdit::Password);
    addText(
        name, keptAs, {},
        tr("Its name in the key ring; empty = made from the address. A server without a key ring, and this "
           "program too, takes it first from the environment variable CONSTELLATION_LINK_NAME, where NAME is "
           "this name in capitals."));
}

// The name that was given, or the place where it is used. A new secret for another place than before does
// not take the name that was made of that one: others may use it.
std::string TransportForm::secretName(const char *field, const std::string &place,
                                      const std::string &placeBefore) const
{
    std::string given = text(field);
    const bool isMade = given.empty() || given == placeBefore;
    return !isMade || text("secret").empty() ? given : place;
}

std::optional<std::pair<std::string, std::string>> TransportForm::typedSecret() const
{
    const std::string secret = text("secret");
    const std::string name = secret.empty() ? std::string() : secretNameOf(written());
    return name.empty() ? std::nullopt : std::optional(std::pair(name, secret));
}

void TransportForm::addTopicsButton()
{
    auto *find = new QPushButton(tr("Find topics…"));
    find->setObjectName(u"findTopics"_s);
    find->setAutoDefault(false);
    find->setToolTip(tr("Listens to the broker and lists what it sends"));
    find->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(find, &QPushButton::clicked, this, &TransportForm::topicsWanted);
    m_form->addRow(QString(), find);
}

} // namespace desk
