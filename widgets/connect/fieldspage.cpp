// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connect/fieldspage.h"

#include "models/itemmodels/valueformatter.h"
#include "models/telemetry/names.h"
#include "widgets/theme/theme.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t warningGrade = 2;

} // namespace

FieldsPage::FieldsPage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_link(new QLineEdit)
    , m_node(new QLineEdit)
    , m_linkLabel(new QLabel)
    , m_nodeLabel(new QLabel)
    , m_table(new QTableWidget(0, columnTotal))
{
    m_link->setObjectName(u"linkName"_s);
    m_node->setObjectName(u"linkNode"_s);
    m_linkLabel->setBuddy(m_link);
    m_nodeLabel->setBuddy(m_node);
    m_table->setObjectName(u"linkFields"_s);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Theme::rowHeight + Theme::gridUnit);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setAlternatingRowColors(false);
    auto *form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(m_linkLabel, m_link);
    form->addRow(m_nodeLabel, m_node);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(form);
    column->addWidget(m_table, 1);
    connect(m_link, &QLineEdit::textChanged, this, &FieldsPage::changed);
    connect(m_node, &QLineEdit::textChanged, this, &FieldsPage::changed);
    connect(m_table, &QTableWidget::cellChanged, this, &FieldsPage::changed);
    const auto dress = [this] {
        m_node->setFont(m_theme.monoFont());
        m_table->setFont(m_theme.monoFont());
    };
    connect(&theme, &Theme::changed, this, dress);
    dress();
    retranslate();
}

void FieldsPage::retranslate()
{
    m_linkLabel->setText(tr("Name"));
    m_nodeLabel->setText(tr("Node"));
    m_link->setToolTip(tr("What the link is called in the list of data links"));
    m_node->setToolTip(tr("The node whose values they are, unless the device names one itself"));
    m_table->setAccessibleName(tr("Fields"));
    m_table->setHorizontalHeaderLabels(
        {tr("As sent"), tr("Metric"), tr("Unit"), tr("Value"), tr("Low limit"), tr("High limit")});
    const QStringList tips{tr("What the device calls it; without the tick it is left out"),
                           tr("What it is called on charts and in tables"),
                           tr("Its unit, such as °C or V"),
                           tr("What came last"),
                           tr("A value below it is a warning; empty = none"),
                           tr("A value above it is a warning; empty = none")};
    for (int i = 0; i < columnTotal; ++i)
        m_table->horizontalHeaderItem(i)->setToolTip(tips[i]);
}

void FieldsPage::setNames(const QString &link, const QString &node)
{
    m_link->setText(link);
    m_node->setText(node);
}

QString FieldsPage::link() const
{
    return m_link->text().trimmed();
}

QString FieldsPage::node() const
{
    return m_node->text().trimmed();
}

QString FieldsPage::cell(int row, int column) const
{
    const QTableWidgetItem *item = m_table->item(row, column);
    return item ? item->text().trimmed() : QString();
}

int FieldsPage::addRow(const std::string &source, const std::string &name, const std::string &unit,
                       bool isNumber)
{
    const int row = m_table->rowCount();
    m_rows.emplace(source, row);
    m_table->setRowCount(row + 1);
    auto *sent = new QTableWidgetItem(QString::fromStdString(source));
    sent->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    sent->setCheckState(Qt::Checked);
    auto *value = new QTableWidgetItem(ValueFormatter::unknown());
    value->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    value->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->setItem(row, sourceColumn, sent);
    m_table->setItem(row, nameColumn, new QTableWidgetItem(QString::fromStdString(name)));
    m_table->setItem(row, unitColumn, new QTableWidgetItem(QString::fromStdString(unit)));
    m_table->setItem(row, valueColumn, value);
    for (const int column : {lowColumn, highColumn}) {
        auto *limit = new QTableWidgetItem;
        if (!isNumber) // words have no limits
            limit->setFlags(Qt::NoItemFlags);
        m_table->setItem(row, column, limit);
    }
    return row;
}

void FieldsPage::setFields(const std::vector<LinkTrial::SeenField> &fields)
{
    const QSignalBlocker quiet(m_table);
    for (const LinkTrial::SeenField &field : fields) {
        const auto known = m_rows.find(field.source);
        const int row = known == m_rows.end() ? addRow(field.source, field.name, field.unit, field.isNumber)
                                              : known->second;
        m_table->item(row, valueColumn)->setText(QString::fromStdString(field.value));
    }
}

void FieldsPage::setDecoder(const DecoderDefinition &decoder)
{
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(0);
    m_rows.clear();
    for (const FieldDefinition &field : decoder.fields) {
        const std::string &source = field.source.empty() ? field.name : field.source;
        if (source.empty() || field.type == FieldType::blank || m_rows.find(source) != m_rows.end())
            continue;
        const bool isText = field.type == FieldType::text || field.type == FieldType::boolean;
        const int row = addRow(source, field.name.empty() ? source : field.name, field.unit, !isText);
        m_table->item(row, sourceColumn)->setCheckState(field.ignored ? Qt::Unchecked : Qt::Checked);
        for (const auto &[column, limit] : {std::pair{lowColumn, field.limits.low[warningGrade]},
                                            {highColumn, field.limits.high[warningGrade]}}) {
            if (!std::isnan(limit))
                m_table->item(row, column)
                    ->setText(QString::number(limit, 'g', QLocale::FloatingPointShortest));
        }
    }
}

Result<void> FieldsPage::apply(DecoderDefinition &decoder) const
{
    for (const auto &entry : m_rows) {
        const std::string &source = entry.first;
        const int row = entry.second;
        auto field =
            std::find_if(decoder.fields.begin(), decoder.fields.end(), [&](const FieldDefinition &one) {
                return one.source == source || (one.source.empty() && one.name == source);
            });
        if (field == decoder.fields.end()) {
            field = decoder.fields.insert(decoder.fields.end(), FieldDefinition());
            field->source = source;
        }
        field->ignored = m_table->item(row, sourceColumn)->checkState() != Qt::Checked;
        field->name = cell(row, nameColumn).toStdString();
        field->unit = cell(row, unitColumn).toStdString();
        for (const auto &[column, limits] :
             {std::pair{lowColumn, field->limits.low}, {highColumn, field->limits.high}}) {
            const QString text = cell(row, column);
            bool isNumber = true;
            const double limit = text.isEmpty() ? DeclaredLimits::unset : text.toDouble(&isNumber);
            if (!isNumber)
                return failure(ErrorCode::invalidArgument, tr("The limit %1 of %2 is no number.")
                                                               .arg(text, QString::fromStdString(source))
                                                               .toStdString());
            limits[warningGrade] = limit;
        }
    }
    return {};
}

QStringList FieldsPage::metrics() const
{
    QStringList names;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (m_table->item(row, sourceColumn)->checkState() == Qt::Checked)
            names += cell(row, nameColumn);
    }
    return names;
}

} // namespace desk
