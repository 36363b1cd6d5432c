# What services say when something cannot be done.
error-not-found = ရှာမတွေ့ပါ။ ဖယ်ရှားပြီး ဖြစ်နိုင်သည်၊ သို့မဟုတ် သင့်တွင် ကြည့်ခွင့် မရှိပါ။
error-refused = သင့်အခန်းကဏ္ဍဖြင့် ဤအရာကို မလုပ်နိုင်ပါ။ လိုအပ်ပါက သင့်ညှိနှိုင်းရေးမှူး သို့မဟုတ် စီမံခန့်ခွဲသူကို ပြောပါ။
error-sign-in-needed = ကျေးဇူးပြု၍ အကောင့်အရင်ဝင်ပါ။
error-unavailable = ယခု သိမ်းဆည်း၍ မရသေးပါ၊ ဘာမျှ မသိမ်းရသေးပါ။ မိနစ်အနည်းငယ်အကြာတွင် ထပ်ကြိုးစားပါ။
error-internal = စနစ်ဘက်တွင် ချို့ယွင်းမှုတစ်ခု ဖြစ်ခဲ့ပြီး ဘာမျှ မသိမ်းရသေးပါ။ ထပ်ကြိုးစားပါ။ ထပ်ဖြစ်ပါက သင့်စီမံခန့်ခွဲသူကို ပြောပါ။
conflict-other-content = ဤအရာကို အခြားအဖြေများဖြင့် ပို့ပြီးဖြစ်သည်။ သိမ်းထားသည်များကို ကြည့်ရန် မှတ်တမ်းကို ဖွင့်ပါ။
conflict-stale = သင်ဖွင့်ပြီးနောက် အခြားသူတစ်ဦးက ဤမှတ်တမ်းကို ပြောင်းခဲ့သည်။ ပြန်ဖွင့်ပြီး သင့်ပြင်ဆင်ချက်ကို ထပ်လုပ်ပါ။
conflict-taken = “{ $value }” ကို အသုံးပြုပြီးဖြစ်သည်။ အခြားတစ်ခု ရွေးပါ။
conflict-changed = အခြားသူတစ်ဦးက ဤအရာကို တစ်ချိန်တည်းတွင် ပြောင်းခဲ့သည်။ ပြန်ကြည့်ပြီး သင့်ပြင်ဆင်ချက်ကို ထပ်လုပ်ပါ။
conflict-nobody-left = ဤအခန်းကဏ္ဍဖြင့် အကောင့်ဝင်နိုင်သော နောက်ဆုံးလူ ဖြစ်သည်။ အခန်းကဏ္ဍကို အခြားသူတစ်ဦးအား အရင်ပေးပါ။

role-administrator = စီမံခန့်ခွဲသူ
role-director = ညွှန်ကြားရေးမှူး
role-data-officer = ဒေတာတာဝန်ခံ
role-coordinator = ညှိနှိုင်းရေးမှူး
role-field-worker = ကွင်းဆင်းဝန်ထမ်း
role-partner = မိတ်ဖက်အဖွဲ့အစည်း
role-operator = ဆာဗာထိန်းသိမ်းသူ
agency-kind-keeper = အမှုတွဲပိုင်ရှင်
agency-kind-police = ရဲ
agency-kind-welfare = လူမှုဝန်ထမ်း
agency-kind-health = ကျန်းမာရေး
agency-kind-labour = အလုပ်သမား
agency-kind-justice = တရားရေး
agency-kind-ngo = အဖွဲ့အစည်း
agency-kind-centre = ကလေးစင်တာ
agency-kind-school = ကျောင်း
agency-kind-community = ရပ်ရွာ

# Whoever reports without signing in.
role-public = ပြည်သူလူထု
conflict-erased = ဤအချက်အလက်ကို အပြီးအပိုင် ဖျက်ပြီးဖြစ်၍ နောက်ထပ် ထည့်၍မရပါ။
error-purpose-needed = ဘာအတွက် ဖတ်သည်ကို အရင်ပြောပါ။ သင့်ကိုယ်ပိုင်အလုပ် မဟုတ်ပါ။
purpose-unknown = ဘာအတွက် ဖတ်သည်ကို ရွေးပါ။
purpose-told = အခြားရည်ရွယ်ချက်ကို အများဆုံး စာလုံး { $max } ဖြင့် ရေးပါ။
purpose-supervision = ကြီးကြပ်ခြင်း
purpose-covering = လုပ်ဖော်ကိုင်ဖက်ကိုယ်စား
purpose-data-quality = ဒေတာ စစ်ဆေးခြင်း
purpose-asked = သက်ဆိုင်သူက တောင်းဆိုသည်
purpose-legal-duty = ဥပဒေအရ တာဝန်
purpose-other = အခြား
