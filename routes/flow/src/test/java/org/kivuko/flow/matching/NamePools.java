package org.kivuko.flow.matching;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Names of six languages, each in the ways in which offices write it; the first most often. Names are drawn with the frequency of
 * real ones: the tenth is borne by a tenth of those who bear the first.
 */
final class NamePools {
    private static final NamePools SOMALI = new NamePools(
            "SOM",
            3,
            "MAXAMED/MOHAMED/MOHAMUD CABDI/ABDI XASAN/HASSAN CALI/ALI AXMED/AHMED CUMAR/OMAR FAARAX/FARAH NUUR/NUR "
                    + "CABDULLAAHI/ABDULLAHI XUSEEN/HUSSEIN YUUSUF/YUSUF CABDIRAXMAAN/ABDIRAHMAN/ABDURAHMAN JAAMAC/JAMA "
                    + "ISMAACIIL/ISMAIL IBRAAHIM/IBRAHIM WARSAME GUULEED/GULED CISMAAN/OSMAN/USMAN FAADUMO/FADUMO "
                    + "XALIIMO/HALIMO KHADIIJA/KHADIJA SAHRA/ZAHRA HODAN AAMINA/AMINA MARYAN/MARIAM IFRAH SAFIYA/SAFIA "
                    + "BILE/BIHLE DIIRIYE/DIRIYE CABDIQAADIR/ABDIKADIR/ABDULKADIR SHIRE MUUSE/MUSE SALAAD/SALAD GEEDI/GEDI "
                    + "DAAHIR/DAHIR ROOBLE/ROBLE CAWALE/AWALE QAASIM/KASIM/QASSIM MACALIN/MAALIN BASHIIR/BASHIR");
    private static final NamePools AMHARIC = new NamePools(
            "ETH",
            3,
            "GEBRE/GABRE/ገብሬ TESFAYE/TESFAY/ተስፋዬ ABEBE/ABABA/አበበ HAILE/HAYLE/ኃይሌ KEBEDE/KABADA/ከበደ BEKELE/BAKALA/በቀለ "
                    + "TADESSE/TADDESE/ታደሰ GIRMA/GERMA/ግርማ MULUGETA/ሙሉጌታ ALEMAYEHU/ALEMAYHU/አለማየሁ DAWIT/DAWITE/ዳዊት "
                    + "GETACHEW/GETACHU/ጌታቸው WORKU/WERKU/ወርቁ MEKONNEN/MAKONNEN/መኮንን SOLOMON/SELEMON/ሰለሞን TIGIST/TEGEST/ትግስት "
                    + "ALMAZ/ALMAS/አልማዝ HIRUT/HERUT/ሂሩት GEBREMARIAM/GEBRE~MARIAM TEKLEMARIAM/TEKLE~MARIAM/TAKLAMARIAM "
                    + "WOLDEMICHAEL/WELDE~MICHAEL/WELDEMIKAEL ASSEFA/ASEFA/አሰፋ DESTA/ደስታ YOHANNES/YOHANES/ዮሐንስ MARTA/MARTHA/ማርታ "
                    + "SELAM/SELAAM/ሰላም FIKRE/FEKRE/ፍቅሬ LEMMA/LEMA/ለማ NEGASH/NAGASH/ነጋሽ ZERIHUN/ZERIHOUN/ዘሪሁን EYOB/IYOB/እዮብ "
                    + "RAHEL/RACHEL BIRUK/BERUK/ብሩክ MESFIN/MASFIN/መስፍን SENAIT/SENAYT/ሰናይት");
    private static final NamePools ARABIC = new NamePools(
            "SDN",
            4,
            "محمد/MOHAMED/MUHAMMAD أحمد/AHMED/AHMAD علي/ALI/ALY حسن/HASSAN/HASAN عثمان/OSMAN عمر/OMAR/UMAR إبراهيم/IBRAHIM "
                    + "عبدالله/ABDALLA/ABDULLAH آدم/ADAM/ADEM يوسف/YOUSIF/YUSUF/YOUSUF خالد/KHALID/KHALED الطيب/ELTAYEB/AL~TAYEB "
                    + "عبدالرحمن/ABDELRAHMAN/ABD~ELRAHMAN/ABDURRAHMAN بكري/BAKRI/BAKRY صالح/SALIH/SALEH إدريس/IDRIS/IDREES "
                    + "موسى/MUSA/MOUSSA فاطمة/FATIMA/FATMA مريم/MARIAM/MARYAM عائشة/AISHA/AYSHA حليمة/HALIMA سعاد/SUAD/SOUAD "
                    + "طارق/TARIQ/TARIG كمال/KAMAL جمال/JAMAL/GAMAL نور/NOUR/NUR صديق/SIDDIG/SIDDIQ بشير/BASHIR/BASHEER "
                    + "حامد/HAMID/HAMED ناصر/NASIR/NASSER هاشم/HASHIM سليمان/SULIMAN/SULEIMAN/SOLIMAN زينب/ZAINAB/ZEINAB "
                    + "رحاب/RIHAB/REHAB منى/MUNA/MONA كوثر/KAWTHAR/KAWTAR");
    private static final NamePools SWAHILI = new NamePools(
            "KEN",
            2,
            "JUMA/JUMAA HAMISI/HAMISSI BAKARI/BAKARY RASHIDI/RASHID SALIMU/SALIM ATHUMANI/ATHMANI OMARI/OMARY MWANGI/MUANGI "
                    + "OTIENO/OTYENO OCHIENG/OCHIENGE KAMAU/KAMAO WANJIKU/WANJIKO NJOROGE/NJOROGEH ACHIENG/ACHIENGE CHEBET/CHEPET "
                    + "KIPCHOGE/KIPCHOKE MUTUA/MUTWA WAMBUI/WAMBUY KARIUKI/KARYUKI OUMA/OUMMA WEKESA/WEKEZA BARASA/BARAZA "
                    + "NEKESA NAFULA/NAFULLA KIMANI/KIMANY NYAMBURA/NYAMBULA MWAJUMA MWANAISHA/MWANA~ISHA SAIDI/SAID "
                    + "KHAMISI/KHAMIS ZUBERI/ZUBERY SIMIYU/SIMIIYU MUSYOKA/MUSIOKA KILONZO/KILONZOH NDUNGU/NDUNG'U");
    private static final NamePools ENGLISH = new NamePools(
            "UGA",
            2,
            "JOHN/JOHNN STEPHEN/STEVEN CATHERINE/KATHERINE PHILIP/PHILLIP/FILIP GEOFFREY/GEOFFRY ELIZABETH/ELISABETH "
                    + "THOMAS/TOMAS MARTHA/MARTA ISAAC/ISAAK REBECCA/REBEKAH NICHOLAS/NICOLAS MICHAEL/MICHEAL JOSEPH/JOSEF "
                    + "MATTHEW/MATHEW OKELLO/OKELO MUSOKE/MUSOKKE NAMUKASA/NAMUKASSA SSEMPALA/SEMPALA KATO/KATTO "
                    + "NAKATO/NAKKATO OPIO/OPYO APIO/APYO MUGISHA/MUGISA BYARUHANGA/BIARUHANGA TUMUSIIME/TUMUSIME "
                    + "NANTONGO/NANTOGO WASSWA/WASWA SSEKANDI/SEKANDI LUBEGA/LUBEGGA ODONGO/ODONKO AKELLO/AKELO GRACE/GRASE "
                    + "PETER/PETTER ROBERT/ROBBERT SARAH/SARA");
    private static final NamePools FRENCH = new NamePools(
            "DJI",
            3,
            "HOUSSEIN/HUSSEIN MOUSSA/MUSA YOUSSOUF/YUSUF DJAMA/JAMA ABDOULKADER/ABDULKADIR FATOUMA/FATUMA AICHA/AISHA "
                    + "OUMAR/OMAR ISMAEL/ISMAIL MOUMINA/MUMINA CHARIF/SHARIF SOULEIMAN/SULEIMAN DJIBRIL/JIBRIL HAMADOU/HAMADU "
                    + "ALI AHMED/AHMET MOHAMED/MOHAMMED IDRISS/IDRIS DAOUD/DAUD GOURMAD/GURMAD KADIDJA/KADIJA ROBLEH/ROBLE "
                    + "WABERI/WABERY GUELLEH/GUELLE ABDALLAH/ABDALLA FARAH/FARA ASSOWEH/ASOWE BOUH/BUH HERSI/HIRSI "
                    + "ELMI/ELMY ZEINAB/ZAINAB MARIAM/MARYAM SAADA/SADA IBRAHIM/IBRAHIME OSMAN/USMAN HASSAN/HASAN");

    private static final List<NamePools> ALL = List.of(SOMALI, AMHARIC, ARABIC, SWAHILI, ENGLISH, FRENCH);

    final String state;
    private final int parts;
    private final List<List<String>> names;

    private NamePools(String state, int parts, String names) {
        this.state = state;
        this.parts = parts;
        this.names = Stream.of(names.split(" +", -1))
                .map(name -> Stream.of(name.split("/", -1))
                        .map(spelling -> spelling.replace('~', ' '))
                        .toList())
                .toList();
    }

    static NamePools any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    /** The names of a person, given name first, each with all its spellings. */
    List<List<String>> person(Random random) {
        return Stream.generate(() -> name(random)).distinct().limit(parts).toList();
    }

    List<String> name(Random random) {
        // Between uniform and Zipf's law.
        double skewed = Math.pow(random.nextDouble(), 1.6);
        return names.get((int) (skewed * names.size()));
    }

    /** One of the spellings; an office writes most people as their papers do. */
    static String spelt(List<String> name, boolean ownWay, Random random) {
        return ownWay ? name.get(random.nextInt(name.size())) : name.get(0);
    }

    /** Of a state. */
    static NamePools of(String state) {
        return ALL.stream().filter(pool -> pool.state.equals(state)).findFirst().orElseThrow();
    }

    /** Every name with its spellings. */
    static List<List<String>> each() {
        return ALL.stream().flatMap(pool -> pool.names.stream()).toList();
    }
}
