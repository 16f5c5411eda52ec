// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/deriveddialog.h"

#include "models/itemmodels/valueformatter.h"
#include "models/processing/expression.h"
#include "models/processing/expressionscanner.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostSamples = 200; // nodes or links to choose from
constexpr std::chrono::seconds valueInterval{1};

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

} // namespace

DerivedDialog::DerivedDialog(DerivedParameters &parameters, const ParameterFeed &feed, const Theme &theme,
                             QWidget *parent)
    : QDialog(parent)
    , m_parameters(parameters)
    , m_feed(feed)
    , m_theme(theme)
    , m_preview(feed)
    , m_definitions(parameters.definitions().definitions())
{
    setObjectName(u"derivedDialog"_s);
    setWindowTitle(tr("Derived parameters"));
    auto *columns = new QHBoxLayout;
    columns->addWidget(makeList(), 1);
    columns->addWidget(makeForm(), 3);
    m_message = new QLabel;
    m_message->setObjectName(u"message"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setMinimumHeight(2 * m_message->fontMetrics().lineSpacing());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    m_save = buttons->button(QDialogButtonBox::Save);
    connect(buttons, &QDialogButtonBox::accepted, this, &DerivedDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *rows = new QVBoxLayout(this);
    rows->addLayout(columns, 1);
    rows->addWidget(m_message);
    rows->addWidget(buttons);
    resize(820, 460);
    for (const DerivedDefinition &one : m_definitions)
        m_list->addItem(text(one.name));
    m_list->setCurrentRow(m_definitions.empty() ? -1 : 0);
    showOne();
    connect(&m_valueTimer, &QTimer::timeout, this, &DerivedDialog::showValue);
    m_valueTimer.start(valueInterval);
}

QWidget *DerivedDialog::makeList()
{
    auto *side = new QWidget;
    m_list = new QListWidget;
    m_list->setObjectName(u"list"_s);
    m_list->setAccessibleName(tr("Derived parameters"));
    connect(m_list, &QListWidget::currentRowChanged, this, &DerivedDialog::showOne);
    auto *add = new QPushButton(m_theme.icon(u"plus"_s), tr("&Add"));
    add->setObjectName(u"add"_s);
    add->setAutoDefault(false);
    connect(add, &QPushButton::clicked, this, &DerivedDialog::addOne);
    m_remove = new QPushButton(m_theme.icon(u"trash"_s), tr("&Remove"));
    m_remove->setObjectName(u"remove"_s);
    m_remove->setAutoDefault(false);
    connect(m_remove, &QPushButton::clicked, this, &DerivedDialog::removeOne);
    connect(new QShortcut(QKeySequence(Qt::Key_Insert), this), &QShortcut::activated, this,
            &DerivedDialog::addOne);
    connect(new QShortcut(QKeySequence(Qt::Key_Delete), m_list, nullptr, nullptr, Qt::WidgetShortcut),
            &QShortcut::activated, this, &DerivedDialog::removeOne);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    auto *rows = new QVBoxLayout(side);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_list, 1);
    rows->addLayout(buttons);
    return side;
}

QWidget *DerivedDialog::makeForm()
{
    m_form = new QWidget;
    auto *form = new QFormLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    const auto line = [&](const QString &name, const QString &label, const QString &hint) {
        auto *field = new QLineEdit;
        field->setObjectName(name);
        field->setPlaceholderText(hint);
        connect(field, &QLineEdit::textEdited, this, &DerivedDialog::takeForm);
        form->addRow(label, field);
        return field;
    };
    m_name = line(u"name"_s, tr("&Name:"), u"queue_seconds"_s);
    m_nodes = line(u"nodes"_s, tr("&Of nodes:"), u"satellite-*"_s);
    m_dsts = line(u"dsts"_s, tr("Links &to:"), tr("empty: of the nodes themselves; for example gs-*"));
    m_expression = new QPlainTextEdit;
    m_expression->setObjectName(u"expression"_s);
    m_expression->setFont(m_theme.monoFont());
    m_expression->setTabChangesFocus(true);
    m_expression->setPlaceholderText(u"queue_depth_gb / capacity_gbps"_s);
    QStringList functions;
    for (const std::string &one : Expression::functionForms())
        functions += text(one);
    m_expression->setToolTip(tr("Functions: %1").arg(functions.join(u", "_s)));
    connect(m_expression, &QPlainTextEdit::textChanged, this, &DerivedDialog::takeForm);
    form->addRow(tr("&Expression:"), m_expression);
    m_unit = line(u"unit"_s, tr("&Unit:"), u"s"_s);
    m_hold = new QDoubleSpinBox;
    m_hold->setObjectName(u"hold"_s);
    m_hold->setRange(0, 86'400);
    m_hold->setDecimals(1);
    m_hold->setSuffix(u" s"_s);
    m_hold->setSpecialValueText(tr("3 × its cadence"));
    connect(m_hold, &QDoubleSpinBox::valueChanged, this, &DerivedDialog::takeForm);
    form->addRow(tr("An &input stands for:"), m_hold);
    m_sample = new QComboBox;
    m_sample->setObjectName(u"sample"_s);
    connect(m_sample, &QComboBox::activated, this, &DerivedDialog::showValue);
    form->addRow(tr("&For example:"), m_sample);
    m_value = new QLabel;
    m_value->setObjectName(u"value"_s);
    m_value->setFont(m_theme.monoFont());
    m_value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    form->addRow(tr("Value now:"), m_value);
    return m_form;
}

int DerivedDialog::current() const
{
    return m_list->currentRow();
}

void DerivedDialog::addOne()
{
    m_definitions.emplace_back();
    m_list->addItem(tr("(new)"));
    m_list->setCurrentRow(m_list->count() - 1);
    m_name->setFocus();
}

void DerivedDialog::removeOne()
{
    const int row = current();
    if (row < 0)
        return;
    m_definitions.erase(m_definitions.begin() + row);
    delete m_list->takeItem(row);
    showOne();
}

void DerivedDialog::showOne()
{
    const int row = current();
    const bool any = row >= 0 && row < int(m_definitions.size());
    m_filling = true;
    const DerivedDefinition one = any ? m_definitions[std::size_t(row)] : DerivedDefinition{};
    m_name->setText(text(one.name));
    m_nodes->setText(any ? text(one.nodes) : QString());
    m_dsts->setText(text(one.dsts));
    m_expression->setPlainText(text(one.expression));
    m_unit->setText(text(one.unit));
    m_hold->setValue(double(one.hold) / 1e9);
    m_filling = false;
    m_form->setEnabled(any);
    m_remove->setEnabled(any);
    check();
    showNodes();
}

void DerivedDialog::takeForm()
{
    if (m_filling || current() < 0)
        return;
    DerivedDefinition &one = m_definitions[std::size_t(current())];
    const DerivedDefinition before = one;
    one.name = m_name->text().trimmed().toStdString();
    one.nodes = m_nodes->text().trimmed().toStdString();
    one.dsts = m_dsts->text().trimmed().toStdString();
    one.expression = m_expression->toPlainText().toStdString();
    one.unit = m_unit->text().trimmed().toStdString();
    one.hold = std::llround(m_hold->value() * 1e9);
    m_list->currentItem()->setText(one.name.empty() ? tr("(new)") : text(one.name));
    check();
    if (one.nodes != before.nodes || one.dsts != before.dsts)
        showNodes();
    else
        showValue();
}

void DerivedDialog::check()
{
    m_set = DerivedSet::make(m_definitions);
    m_save->setEnabled(m_set.has_value());
    m_message->clear();
    m_expression->setExtraSelections({});
    if (m_set)
        return;
    showError(m_set.error());
}

// Underlined where it is, when it is in the expression that is shown.
void DerivedDialog::showError(const Error &error)
{
    const bool shown = error.index == current();
    const QString name = error.index >= 0 && error.index < std::int64_t(m_definitions.size())
                             ? text(m_definitions[std::size_t(error.index)].name)
                             : QString();
    if (!shown || error.field != "expression" || error.offset < 0) {
        m_message->setText(shown && error.field == "name"
                               ? tr("The name is a letter or _ and at most 127 more "
                                    "of A-Z a-z 0-9 _ . : /")
                           : name.isEmpty() || shown ? text(error.message)
                                                     : tr("%1: %2").arg(name, text(error.message)));
        return;
    }
    const std::string &expression = m_definitions[std::size_t(error.index)].expression;
    // Bytes to characters; what is missing at the end is shown at the last one.
    const auto at = int(text(expression.substr(0, std::size_t(error.offset))).size());
    const int end = int(text(expression).size());
    QTextEdit::ExtraSelection mark;
    mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    mark.format.setUnderlineColor(m_theme.color(Token::critical));
    mark.cursor = QTextCursor(m_expression->document());
    mark.cursor.setPosition(std::max(0, std::min(at, end - 1)));
    int until = std::min(end, std::max(at + 1, 1));
    const QString shownText = text(expression);
    while (until < end && (shownText[until].isLetterOrNumber() || shownText[until] == u'_') &&
           (shownText[until - 1].isLetterOrNumber() || shownText[until - 1] == u'_'))
        ++until; // the whole word
    mark.cursor.setPosition(until, QTextCursor::KeepAnchor);
    m_expression->setExtraSelections({mark});
    const auto reason = Expression::compile(expression);
    m_message->setText(reason ? text(error.message)
                              : tr("At character %1: %2").arg(at + 1).arg(text(reason.error().message)));
}

void DerivedDialog::showNodes()
{
    const QString before = m_sample->currentText();
    m_sample->clear();
    if (current() >= 0) {
        const SeriesCatalogue &catalogue = m_feed.catalogue();
        for (const EntityId id : m_preview.entities(m_definitions[std::size_t(current())], mostSamples)) {
            const EntityDefinition &about = catalogue.entity(id);
            QString name = text(catalogue.node(about.node).name);
            if (about.dst != noNode)
                name += u" → " + text(catalogue.node(about.dst).name);
            m_sample->addItem(name, index(id));
        }
        m_sample->setCurrentIndex(std::max(0, m_sample->findText(before)));
    }
    showValue();
}

void DerivedDialog::showValue()
{
    if (!m_set || current() < 0 || m_sample->count() == 0) {
        m_value->setText(m_sample->count() == 0 && current() >= 0 ? tr("no such node or link is known")
                                                                  : ValueFormatter::unknown());
        return;
    }
    const DerivedDefinition &one = m_definitions[std::size_t(current())];
    const auto value = m_preview.value(*m_set, one.name, EntityId(m_sample->currentData().toUInt()));
    if (!value)
        m_value->setText(tr("not all of its inputs have come"));
    else if (std::isnan(*value))
        m_value->setText(tr("invalid"));
    else
        m_value->setText(ValueFormatter(locale()).value(*value, one.name) +
                         (one.unit.empty() ? QString() : u' ' + text(one.unit)));
}

void DerivedDialog::accept()
{
    if (!m_set)
        return;
    if (const auto kept = m_parameters.replace(*m_set); !kept) {
        m_message->setText(tr("Not saved: %1").arg(text(kept.error().message)));
        return;
    }
    QDialog::accept();
}

} // namespace desk
